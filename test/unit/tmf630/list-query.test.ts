import { expect } from 'chai';
import { Problem } from '../../../src/kernel/problem.ts';
import type { FilterExpression } from '../../../src/tmf630/query/filter-expression.ts';
import { allOf, anyOf, where } from '../../../src/tmf630/query/filter-expression.ts';
import type { JsonPath } from '../../../src/tmf630/json-path/json-path-model.ts';
import { parseJsonPath } from '../../../src/tmf630/json-path/json-path-parse.ts';
import { parseListQuery, parseViewQuery } from '../../../src/tmf630/query/list-query.ts';

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
      ['sort=a,', 'invalid', 'sort'],
      [`sort=${'a,'.repeat(16)}a`, 'invalid', 'sort'],
      [`fields=${'a[0],'.repeat(50)}a[0]`, 'invalid', 'fields'],
      ['fields=a..b', 'invalid', 'fields'],
      ['verbose', 'invalid', 'verbose'],
      ['fields=a[', 'invalid', 'fields'],
      ['fields=a[?(@.b=1)]', 'invalid', 'fields'],
      ['fields=$..a', 'notImplemented', 'fields'],
      ['filter=', 'invalid', 'filter'],
      ['filter=x[?(', 'invalid', 'filter'],
      ['filter=x[?(&limit=1', 'invalid', 'filter'],
      ['filter=%24..a', 'notImplemented', 'filter'],
      ['filter=a[?(@.b=~/(/)]', 'invalid', 'filter'],
      ['filter.eq=a', 'invalid', 'filter'],
      ['filter>a', 'invalid', 'filter'],
      [`filter=${'a'.repeat(2049)}`, 'invalid', 'filter'],
      [`filter=a[?(${Array.from({ length: 51 }, () => '@.b').join('||')})]`, 'invalid', 'filter'],
      [
        `filter=a[?(${Array.from({ length: 26 }, () => '@.b').join('||')})]&filter=a[?(${Array.from({ length: 25 }, () => '@.c').join('||')})]`,
        'invalid',
        'filter',
      ],
      [
        `filter=${Array.from({ length: 5 }, (_, at) => `a[?(@.b=~/${'x'.repeat(200)}${at}{20}/)]`).join('&filter=')}`,
        'invalid',
        'filter',
      ],
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

  it('join filters with the attribute conditions, several of them as alternatives', () => {
    const node = (text: string): FilterExpression => ({
      kind: 'node',
      path: parseJsonPath(text, { parameter: 'filter', path: options.path }),
    });
    const filterOf = (rawQuery: string): FilterExpression => parseListQuery(rawQuery, options).filter;
    const slo = "related[?(@.id=='slo-7')]";
    expect(filterOf(`filter=${slo}&name=Gold`)).to.deep.equal(allOf(where('name', 'eq', 'Gold'), node(slo)));
    expect(filterOf(`filter=${encodeURIComponent(slo)}`)).to.deep.equal(node(slo));
    expect(filterOf('filter=a&filter=b')).to.deep.equal(anyOf(node('a'), node('b')));
    expect(filterOf('filter=$[*].a')).to.deep.equal(node('a'));
  });

  it('leave an ampersand inside the brackets of a JSONPath where it is', () => {
    const both = 'x[?(@.y==\'1&\' && @.z=="]&")]';
    const read = parseListQuery(`a=1&filter=$.${both}&limit=2&fields=${both},b`, options);
    const path = parseJsonPath(both, { parameter: 'filter', path: options.path });
    expect(read.filter).to.deep.equal(allOf(where('a', 'eq', '1'), { kind: 'node', path }));
    expect(read.limit).to.equal(2);
    expect(read.fields).to.deep.equal([path, ['b']]);
    expect(parseListQuery(`filter=${encodeURIComponent(both)}&limit=2`, options)).to.deep.include({ limit: 2 });
  });

  it('understand names in filters and fields as their callers spell them', () => {
    const rename = (path: readonly string[]): readonly string[] => path.map((name) => name.toUpperCase());
    const lower = (path: readonly string[]): readonly string[] => path.map((name) => name.toLowerCase());
    const read = parseListQuery('filter=aB[?(@.cD==1)]&fields=eF,gH[?(@.iJ)]', {
      ...options,
      path: rename,
      ownPath: lower,
    });
    const parse = (text: string): JsonPath => parseJsonPath(text, { parameter: 'filter', path: options.path });
    expect(read.filter).to.deep.equal({ kind: 'node', path: parse('AB[?(@.CD==1)]') });
    expect(read.fields).to.deep.equal([['ef'], parse('gh[?(@.ij)]')]);
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
