import { tmf623Resources } from './fixtures/tmf623.ts';
import { legacyNames, tmf657Resources, v2Names, v4Names } from './fixtures/tmf657.ts';
import type { ResourceFixture } from './fixtures/resource-fixture.ts';

/** The APIs that can be checked. */
export const apiNames = ['tmf657', 'tmf623'] as const;
export type ApiName = (typeof apiNames)[number];

/** The dialects of TMF657; TMF623 has one only. */
export const dialectNames = ['v4', 'v2', 'legacy'] as const;
export type DialectName = (typeof dialectNames)[number] | 'tmf623';

/** One API in one dialect at one server. */
export interface Target {
  api: ApiName;
  dialect: DialectName;
  /** For people, e.g. `TMF657 v4`. */
  title: string;
  /** Where the standard puts it, e.g. `/tmf-api/slaManagement/v2`. */
  basePath: string;
  /** Absolute, without a trailing slash. */
  baseUrl: string;
  /** Name of its OpenAPI bundle in api-specs/bundle. */
  document: string;
  resources: readonly ResourceFixture[];
  /** Whether `fields` answers carry id and href although nobody asked for them. */
  fieldsKeepIdentity: boolean;
  /** What an error body holds. */
  errorBody: 'v4' | 'v2' | 'legacy';
  /** Whether the server was found to offer it. */
  isOffered: boolean;
  /** Why not, when it does not. */
  absence?: string;
}

type Kind = Omit<Target, 'baseUrl' | 'isOffered' | 'absence'>;

const kinds: readonly Kind[] = [
  {
    ...{ api: 'tmf657', dialect: 'v4', title: 'TMF657 v4', document: 'tmf657-v4' },
    ...{ basePath: '/tmf-api/serviceQualityManagement/v4', resources: tmf657Resources(v4Names) },
    ...{ fieldsKeepIdentity: true, errorBody: 'v4' },
  },
  {
    ...{ api: 'tmf657', dialect: 'v2', title: 'TMF657 v2', document: 'tmf657-v2' },
    ...{ basePath: '/tmf-api/serviceQualityManagement/v2', resources: tmf657Resources(v2Names) },
    ...{ fieldsKeepIdentity: false, errorBody: 'v2' },
  },
  {
    ...{ api: 'tmf657', dialect: 'legacy', title: 'TMF657 legacy', document: 'tmf657-legacy' },
    ...{ basePath: '/tmf-api/serviceQualityManagement', resources: tmf657Resources(legacyNames) },
    ...{ fieldsKeepIdentity: false, errorBody: 'legacy' },
  },
  {
    ...{ api: 'tmf623', dialect: 'tmf623', title: 'TMF623', document: 'tmf623-v2' },
    ...{ basePath: '/tmf-api/slaManagement/v2', resources: tmf623Resources },
    ...{ fieldsKeepIdentity: true, errorBody: 'v4' },
  },
];

/** What is asked for on the command line. */
export interface Selection {
  apis: readonly ApiName[];
  dialects: readonly (typeof dialectNames)[number][];
}

/** The targets of a selection at a server; nothing is known yet of what it offers. */
export function targetsAt(url: string, { apis, dialects }: Selection): Target[] {
  const wanted: readonly string[] = [...dialects, 'tmf623'];
  return kinds
    .filter(({ api, dialect }) => apis.includes(api) && wanted.includes(dialect))
    .map((kind) => ({ ...kind, baseUrl: `${url.replace(/\/+$/, '')}${kind.basePath}`, isOffered: true }));
}

/** The fixture of a resource of a target. */
export function resourceOf(target: Target, name: string): ResourceFixture {
  const found = target.resources.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${target.title} has no resource ${name}`);
  return found;
}
