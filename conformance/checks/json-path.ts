import { checksOf } from '../check.ts';
import { expectStatus, unlessOffered } from '../expect.ts';
import type { CheckContext } from '../context.ts';
import { expectFinds, expectRefused, type Finding, type Names } from './filter-corpus.ts';

const filter = (path: string): string => `filter=${encodeURIComponent(path)}`;

/** Runs the table, unless the server says that it has no JSONPath at all. */
async function finds(
  context: CheckContext,
  table: (names: Names & { in: string }) => readonly Finding[],
): Promise<void> {
  const { list, first } = { list: context.resource.list.path, first: context.resource.list.members[0] };
  const probe = await context.collection.list(filter(`${list}[?(@.${first}=='x')]`));
  unlessOffered(probe, 'filter with a JSONPath', [501]);
  expectStatus(probe, 200, 206);
  await expectFinds(context, (names) => table({ ...names, in: names.list }));
}

const members = ({ list, first, second }: Names): { one: string; two: string } => ({
  one: first.slice(list.length + 1),
  two: second.slice(list.length + 1),
});

/** The `filter` parameter. */
export const jsonPathChecks = checksOf(
  { document: 'TMF630', section: 'Part 6, JSONPath filter' },
  {
    'TMF630-4-same-element': {
      title: 'A JSONPath filter holds both conditions against the same element of a list',
      run: (context) =>
        finds(context, (names) => {
          const { one, two } = members(names);
          return [
            [filter(`${names.list}[?(@.${one}=='x' && @.${two}=='https://x.example/1')]`), 'a'],
            [filter(`$.${names.list}[?(@.${one}=='x' && @.${two}=='https://x.example/2')]`), 'b'],
            [filter(`$.${names.list}[?(@.${one}=='y' && @.${two}=='https://x.example/1')]`), ''],
          ];
        }),
    },
    'TMF630-4-root': {
      title: '$ and the dot behind it may be left out, and $[?(...)] looks at the resources themselves',
      run: (context) =>
        finds(context, (names) => {
          const { one } = members(names);
          const { note } = names;
          return [
            [filter(`$.${names.list}[?(@.${one}=='y')]`), 'a'],
            [filter(`${names.list}[?(@.${one}=='y')]`), 'a'],
            [filter(`$[?(@.${note}=='Gold')]`), 'a'],
            [filter(`[?(@.${note}=="Gold")]`), 'a'],
          ];
        }),
    },
    'TMF630-4-operators': {
      title: 'JSONPath conditions know ==, !=, <, <=, >, >=, =~, &&, ||, ! and brackets',
      severity: 'should',
      run: (context) =>
        finds(context, (names) => {
          const { one } = members(names);
          const on = (condition: string): string => filter(`${names.list}[?(${condition})]`);
          return [
            [on(`@.${one}=='y' || @.${one}=='w'`), 'ac'],
            [on(`@.${one}!='v'`), 'abc'],
            [on(`!(@.${one}=='v')`), 'abc'],
            [on(`(@.${one}=='y' || @.${one}=='z') && @.${one}!='z'`), 'a'],
            [on(`@.${one} =~ /^[xy]$/`), 'ab'],
            [on(`@.${one} > 'w'`), 'ab'],
            [on(`@.${one} >= 'w' && @.${one} <= 'w'`), 'c'],
            [on(`@.${one} < 'w'`), 'defghijklm'],
          ];
        }),
    },
    'TMF630-4-existence': {
      title: 'JSONPath tells attributes that are there from those that are not',
      severity: 'should',
      run: (context) =>
        finds(context, ({ note }) => [
          [filter(`$[?(!@.${note})]`), 'g'],
          [`${filter(`$[?(@.${note})]`)}&${note}=Gold`, 'a'],
        ]),
    },
    'TMF630-4-steps': {
      title: "JSONPath knows .name, ['name'], [n], [-n], [*] and [a,b]",
      severity: 'should',
      run: (context) =>
        finds(context, (names) => {
          const { one } = members(names);
          const path = `$${names.list
            .split('.')
            .map((name) => `['${name}']`)
            .join('')}`;
          return [
            [filter(`${path}[?(@['${one}']=='y')]`), 'a'],
            [filter(`$[?(@.${names.list}[0].${one}=='x')]`), 'ab'],
            [filter(`$[?(@.${names.list}[-1].${one}=='z')]`), 'b'],
            [filter(`$[?(@.${names.list}[1].${one})]`), 'ab'],
            [filter(`$.${names.list}[1]`), 'ab'],
            [filter(`$.${names.list}[*].${one}`), 'abcdefghijklm'],
          ];
        }),
    },
    'TMF630-4-and': {
      title: 'filter and attribute conditions are ANDed, several filters are ORed',
      severity: 'should',
      run: (context) =>
        finds(context, (names) => {
          const { one } = members(names);
          const { note } = names;
          const on = (value: string): string => filter(`${names.list}[?(@.${one}=='${value}')]`);
          return [
            [`${on('x')}&${note}=Gold`, 'a'],
            [`${on('x')}&${note}=10`, ''],
            [`${on('y')}&${on('w')}`, 'ac'],
          ];
        }),
    },
    'TMF630-4-malformed': {
      title: 'A JSONPath that cannot be read is refused with 400',
      run: async (context) => {
        const { path } = context.resource.list;
        unlessOffered(await context.collection.list(filter(`$.${path}`)), 'filter with a JSONPath', [501]);
        await expectRefused(context, [400], ({ list }) =>
          [`${list}[?(`, `${list}[?(@.id==)]`, `${list}[`, `$.${list}[?(@.id=='x')`, '$[', `${list}[?(@.id=='x]`].map(
            filter,
          ),
        );
      },
    },
    'TMF630-4-scripts': {
      title: 'Scripts in a JSONPath are never run: 501 (or 400)',
      run: (context) => expectRefused(context, [501, 400], ({ list }) => [filter(`$.${list}[(@.length-1)]`)]),
    },
    'TMF630-4-limits': {
      title: 'A JSONPath that is very long or very deep is refused with 400 (or 414), not with a fault',
      severity: 'should',
      run: (context) =>
        expectRefused(context, [400, 414, 501], ({ list }) => [
          filter(`${list}[?(${Array.from({ length: 200 }, () => "@.id=='x'").join(' || ')})]`),
          filter(`${list}[?(${'('.repeat(100)}@.id=='x'${')'.repeat(100)})]`),
        ]),
    },
  },
);
