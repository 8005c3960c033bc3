import { expect } from 'chai';
import { Problem } from '../../../src/kernel/problem.ts';
import { where } from '../../../src/tmf630/filter-expression.ts';
import { parseFieldsOnly, parseListQuery } from '../../../src/tmf630/list-query.ts';

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
      ['expand=a', 'notImplemented', 'expand'],
      ['depth=2', 'notImplemented', 'depth'],
    ];
    for (const [query, kind, path] of refused) {
      const problem = problemOf(query, (rawQuery) => parseListQuery(rawQuery, options));
      expect([problem.kind, problem.faults[0]?.path], query).to.deep.equal([kind, path]);
    }
  });

  it('of single resources heed fields and refuse what is not available', () => {
    expect(parseFieldsOnly('name=x&fields=name&cache')).to.deep.equal([['name']]);
    expect(problemOf('depth=1', parseFieldsOnly).kind).to.equal('notImplemented');
  });
});
