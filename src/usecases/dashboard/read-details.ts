import { anySubject } from '../../domain/commitment-terms.ts';
import type { CommitmentSource } from '../../domain/commitment.ts';
import { isZone } from '../../domain/zone.ts';
import { objectAt, objectsAt, textAt, type JsonObject } from '../../kernel/json.ts';
import { where, whereInternal } from '../../tmf630/query/filter-expression.ts';
import { commitmentOf } from '../commitment-record.ts';
import type { DashboardDeps } from './deps.ts';
import { commitmentLine, instantAt, present } from './lines.ts';
import type { CommitmentDetail, CommitmentLine, SlaDetail } from './model.ts';
import { type PeriodAsked, readExplained } from './read-explained.ts';
import { readHistory } from './read-history.ts';
import { readViolations } from './read-lists.ts';
import { nameOf, readOwner } from './read-owners.ts';

const commitmentsShown = 200;
const chartsShown = 12;
const violationsShown = 20;

/** An agreement with its commitments, the charts of the worst of them and its violations; undefined when there is none. */
export async function readSla(deps: DashboardDeps, id: string): Promise<SlaDetail | undefined> {
  const [stored, owner] = await Promise.all([
    deps.slas.get(id),
    readOwner(deps, { kind: 'sla', id }, commitmentsShown),
  ]);
  if (stored === undefined || owner === undefined) return undefined;
  const { document } = stored;
  const page = { offset: 0, limit: violationsShown };
  const [histories, violations] = await Promise.all([
    Promise.all(charted(owner.commitments).map((line) => readHistory(deps, line))),
    readViolations(deps, whereInternal('slaId', 'eq', id), page),
  ]);
  const validFor = objectAt(document, 'validFor') ?? {};
  return present<SlaDetail>({
    at: deps.clock.now(),
    owner,
    description: textAt(document, 'description'),
    parties: partiesOf(document),
    validFor: present({ start: instantAt(validFor, 'startDateTime'), end: instantAt(validFor, 'endDateTime') }),
    template: templateOf(document),
    completedAt: instantAt(document, 'completionDate'),
    timeZone: zoneOf(document),
    ruleCount: objectsAt(document, 'rule').length,
    histories,
    violations: violations.lines,
    violationTotal: violations.total,
  });
}

function templateOf(sla: JsonObject): string | undefined {
  const template = objectAt(sla, 'template') ?? {};
  return textAt(template, 'name') ?? textAt(template, 'href') ?? textAt(template, 'id');
}

/** A commitment with its last periods, and the account of one of them (`period` any instant in it, UTC ms). */
export async function readCommitment(
  deps: DashboardDeps,
  id: string,
  period: PeriodAsked | undefined,
): Promise<CommitmentDetail | undefined> {
  const stored = await deps.commitments.get(id);
  if (stored === undefined) return undefined;
  const sla = await slaOf(deps, commitmentOf(stored).terms.source);
  const line = commitmentLine(stored, sla?.name);
  const page = { offset: 0, limit: violationsShown };
  const [commitment, explained, violations, subjects] = await Promise.all([
    readHistory(deps, line),
    readExplained(deps, line, period),
    readViolations(deps, where('commitment.id', 'eq', id), page),
    subjectsOf(deps, line),
  ]);
  return present<CommitmentDetail>({
    at: deps.clock.now(),
    ...{ commitment, sla, explained, subjects, foresight: commitmentOf(stored).foresight },
    versions: commitmentOf(stored).terms.versions,
    violations: violations.lines,
    violationTotal: violations.total,
  });
}

function charted(lines: readonly CommitmentLine[]): CommitmentLine[] {
  return lines
    .filter(({ objective, current }) => objective !== undefined && current !== undefined)
    .slice(0, chartsShown);
}

async function slaOf(deps: DashboardDeps, source: CommitmentSource): Promise<{ id: string; name: string } | undefined> {
  if (source.kind !== 'sla') return undefined;
  const stored = await deps.slas.get(source.slaId);
  return { id: source.slaId, name: stored === undefined ? source.slaId : nameOf(stored) };
}

/** How many subjects a commitment for any subject has met; undefined for one with a subject of its own. */
async function subjectsOf(
  deps: DashboardDeps,
  { subject, indicator, source }: CommitmentLine,
): Promise<number | undefined> {
  if (subject !== anySubject || source.kind !== 'sla') return undefined;
  const filter = whereInternal('slaId', 'eq', source.slaId);
  const stored = await deps.commitments.list({ filter, sort: [], offset: 0, limit: 5000 });
  const rules = stored.map((each) => commitmentOf(each).terms);
  return rules.filter(
    ({ series, source: other }) =>
      series.subject !== anySubject &&
      series.indicator === indicator &&
      other.kind === 'sla' &&
      other.ruleId === source.ruleId,
  ).length;
}

function partiesOf(document: JsonObject): SlaDetail['parties'] {
  return objectsAt(document, 'relatedParty').map((party) => {
    const role = textAt(party, 'role');
    const name = textAt(party, 'name') ?? textAt(party, 'id') ?? textAt(party, 'href') ?? 'unnamed';
    return role === undefined ? { name } : { name, role };
  });
}

function zoneOf(document: JsonObject): string | undefined {
  const zone = textAt(document, 'timeZone');
  return zone !== undefined && isZone(zone) ? zone : undefined;
}
