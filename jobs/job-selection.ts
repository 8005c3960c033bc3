import type { JobParameters, JobsSort, JobsQueryOptions, RemoveJobsOptions } from 'agenda';

type Selection = Pick<RemoveJobsOptions, 'id' | 'ids' | 'name' | 'names' | 'notNames' | 'data'> &
  Pick<JobsQueryOptions, 'search'>;

/** Whether a job is one of those that Agenda's options name; every option given must hold. */
export function isSelected(job: JobParameters, selection: Selection): boolean {
  const { id, ids, name, names, notNames, search, data } = selection;
  return (
    (id === undefined || job._id === id) &&
    (ids === undefined || ids.some((each) => each === job._id)) &&
    isNamed(job.name, { name, names, notNames, search }) &&
    (data === undefined || includes(job.data, data))
  );
}

function isNamed(jobName: string, selection: { [Name in keyof Selection]: Selection[Name] | undefined }): boolean {
  const { name, names, notNames, search } = selection;
  return (
    (name === undefined || jobName === name) &&
    (names === undefined || names.includes(jobName)) &&
    !(notNames ?? []).includes(jobName) &&
    (search === undefined || jobName.toLowerCase().includes(search.toLowerCase()))
  );
}

/** Whether `whole` holds all that `part` asks for: objects by their members, everything else by equality. */
function includes(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part;
  if (typeof whole !== 'object' || whole === null) return false;
  const members = new Map(Object.entries(whole));
  return Object.entries(part).every(([name, value]) => includes(members.get(name), value));
}

/** The jobs in the order of Agenda's sort options: by default the latest next run first. */
export function sortedBy<Job extends JobParameters>(
  jobs: readonly Job[],
  sort: JobsSort = { nextRunAt: 'desc', lastRunAt: 'desc' },
): Job[] {
  const keys = Object.entries(sort);
  return [...jobs].sort((left, right) => {
    for (const [key, direction] of keys) {
      const sign = compare(sortValue(left, key), sortValue(right, key));
      if (sign !== 0) return direction === 'asc' ? sign : -sign;
    }
    return 0;
  });
}

function sortValue(job: JobParameters, key: string): number | string {
  const value: unknown = new Map<string, unknown>(Object.entries(job)).get(key);
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' || typeof value === 'string' ? value : -Infinity;
}

function compare(left: number | string, right: number | string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
