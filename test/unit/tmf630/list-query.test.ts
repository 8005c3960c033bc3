import { expect } from 'chai';
import { Problem } from '../../../src/kernel/problem.ts';
import { where } from '../../../src/tmf630/filter-expression.ts';
import { parseListQuery, parseViewQuery } from '../../../src/tmf630/list-query.ts';

const options = { path: (path: readonly string[]) => path, maximumLimit: 1000 };

function problemOf(rawQuery: string, read: (rawQuery: string) => unknown): Problem {
  try {
    read(rawQuery);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`${rawQuery} was accepted`);
}

describe('list queries', () => {
  it('sort parameters from filters', () => {
    const query = parseListQuery(
      'name=Gold&sort=-date&offset=20&limit=10&fields=name, validFor.endDateTime&sort=+name',
      options,
    );
    expect(query).to.deep.equal({
      filter: where('name', 'eq', 'Gold'),
      sort: [
        { scope: 'document', path: 'date', direction: 'descending' },
        { scope: 'document', path: 'name', direction: 'ascending' },
      ],
      offset: 20,
      limit: 10,
      isPaged: true,
      fields: [['name'], ['validFor', 'endDateTime']],
    });
  });

  it('have defaults', () => {
    const query = parseListQuery('', options);
    expect([query.offset, query.limit, query.isPaged, query.fields, query.sort]).to.deep.equal([
      0,
      1000,
      false,
      undefined,
      [],
    ]);
  });

  it('lower a limit above the maximum and take zero for nothing', () => {
    expect(parseListQuery('limit=5000', options).limit).to.equal(1000);
    expect(parseListQuery('limit=0', options)).to.include({ limit: 0, isPaged: true });
  });

  it('tell no fields, empty fields and none apart', () => {
    expect(parseListQuery('fields=', options).fields).to.equal(undefined);
    expect(parseListQuery('fields=none', options).fields).to.equal('none');
  });

  it('refuse what they cannot read, naming the parameter', () => {
    const refused: [string, string, string][] = [
      ['offset=x', 'invalid', 'offset'],
      ['limit=-1', 'invalid', 'limit'],
      ['limit=1.5', 'invalid', 'limit'],
      ['limit=', 'invalid', 'limit'],
      ['limit=1&limit=2', 'invalid', 'limit'],
      ['limit.gt=5', 'invalid', 'limit'],
      ['limit>5', 'invalid', 'limit'],
      ['sort=-', 'invalid', 'sort'],
      ['sort=a..b', 'invalid', 'sort'],
      ['fields=a..b', 'invalid', 'fields'],
      ['verbose', 'invalid', 'verbose'],
      ['fields=a[0]', 'notImplemented', 'fields'],
      ['filter=$[?(@.a==1)]', 'notImplemented', 'filter'],
      ['expand=a..b', 'invalid', 'expand'],
      ['expand.gt=a', 'invalid', 'expand'],
      ['depth=4', 'invalid', 'depth'],
      ['depth=two', 'invalid', 'depth'],
      ['depth=', 'invalid', 'depth'],
      ['depth=-1', 'invalid', 'depth'],
      ['depth=1.5', 'invalid', 'depth'],
      ['depth=2&DEPTH=2', 'invalid', 'depth'],
    ];
    for (const [query, kind, path] of refused) {
      const problem = problemOf(query, (rawQuery) => parseListQuery(rawQuery, options));
      expect([problem.kind, problem.faults[0]?.path], query).to.deep.equal([kind, path]);
    }
  });

  it('tell what is to be embedded', () => {
    const expand = 'expand=sla, rule.serviceLevelObjective&expand=commitment';
    expect(parseListQuery(expand, options).embedding).to.deep.equal({
      named: [['sla'], ['rule', 'serviceLevelObjective'], ['commitment']],
      depth: 0,
    });
    for (const query of ['depth=2', 'DEPTH=2']) {
      expect(parseListQuery(query, options).embedding).to.deep.equal({ named: [], depth: 2 });
    }
    for (const query of ['', 'depth=0', 'depth=1', 'expand=', 'expand=,']) {
      expect(parseListQuery(query, options), query).not.to.have.property('embedding');
    }
  });

  it('of single resources heed what concerns the view and ignore the rest', () => {
    expect(parseViewQuery('name=x&fields=name&cache&limit=x&sort=a..b&filter=[')).to.deep.equal({ fields: [['name']] });
    expect(parseViewQuery('depth=3&expand=a').embedding).to.deep.equal({ named: [['a']], depth: 3 });
    expect(problemOf('depth=9', parseViewQuery).faults[0]?.path).to.equal('depth');
  });
});
