import { checksOf } from '../check.ts';
import { expectSame, expectStatus, expectThat } from '../expect.ts';
import { nested, valueAt } from '../json.ts';
import { expectFinds, expectRefused, type Finding } from './filter-corpus.ts';

const e = encodeURIComponent;

/** Attribute filters. */
export const filterChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, 4.4 attribute filters' },
  {
    'TMF630-3-equal': {
      title: 'attribute=value finds those that have exactly this value',
      run: (context) =>
        expectFinds(context, ({ note }) => [
          [`${note}=Gold`, 'a'],
          [`${note}=Gol`, ''],
          [`${note}=Platinum`, ''],
          [`${note}=10`, 'd'],
        ]),
    },
    'TMF630-3-echo': {
      title: 'What a filter finds has the value that was posted',
      run: async ({ collection, resource, unique }) => {
        const label = unique('echo');
        const made = await collection.make(label, nested(resource.note, 'kept'));
        await collection.make(label, nested(resource.note, 'other'));
        const found = await collection.find(`${resource.label}=${label}&${resource.note}=kept`);
        expectSame(found, [made], { what: 'what is found' });
        expectSame(valueAt(found[0], resource.note), 'kept', { what: resource.note });
      },
    },
    'TMF630-3-equal-forms': {
      title: '.eq, .exact, == and %3D%3D mean equality',
      run: (context) =>
        expectFinds(context, ({ note }) =>
          ['.eq=', '.exact=', '==', '%3D%3D'].flatMap((op): Finding[] => [
            [`${note}${op}Gold`, 'a'],
            [`${note}${op}gold`, ''],
          ]),
        ),
    },
    'TMF630-3-case': {
      title: 'Equality tells capital letters from small ones',
      run: (context) =>
        expectFinds(context, ({ note }) => [
          [`${note}=gold`, ''],
          [`${note}=GOLD`, ''],
        ]),
    },
    'TMF630-3-greater': {
      title: '.gt, > and %3E mean greater, %3E%3D, >=, .gte and .ge greater or equal, for dates as instants',
      run: (context) =>
        expectFinds(context, ({ instant }) => [
          ...['.gt=', '>', '%3E'].map((op): Finding => [`${instant}${op}2027-01-01T00:30:00Z`, 'cdefghijklm']),
          ...['.gte=', '.ge=', '>=', '%3E%3D'].map((op): Finding => [
            `${instant}${op}2027-01-01T00:30:00Z`,
            'bcdefghijklm',
          ]),
        ]),
    },
    'TMF630-3-less': {
      title: '.lt, < and %3C mean less, %3C%3D, <=, .lte and .le less or equal, for dates as instants',
      run: (context) =>
        expectFinds(context, ({ instant }) => [
          ...['.lt=', '<', '%3C'].map((op): Finding => [`${instant}${op}2027-01-01T00:30:00Z`, 'a']),
          ...['.lte=', '.le=', '<=', '%3C%3D'].map((op): Finding => [`${instant}${op}2027-01-01T00:30:00Z`, 'ab']),
        ]),
    },
    'TMF630-3-instants': {
      title: 'Dates are equal when they are the same instant, whatever their offset (a + arrives as %2B)',
      severity: 'should',
      run: (context) =>
        expectFinds(context, ({ instant }) => [
          [`${instant}=2027-01-01T00:30:00Z`, 'b'],
          [`${instant}=2027-01-01T01:30:00%2B01:00`, 'b'],
          [`${instant}.lt=2027-01-01T02:00:00%2B01:00`, 'ab'],
        ]),
    },
    'TMF630-3-range': {
      title: 'Two range conditions on one attribute are ANDed',
      run: (context) =>
        expectFinds(context, ({ instant }) => [
          [`${instant}.gt=2027-01-01T00:00:00Z&${instant}.lt=2027-01-01T01:00:00Z`, 'b'],
          [`${instant}.gte=2027-01-01T00:00:00Z&${instant}.lte=2027-01-01T00:30:00Z`, 'ab'],
          [`${instant}.gt=2028-01-01T00:00:00Z&${instant}.lt=2027-01-01T00:00:00Z`, ''],
        ]),
    },
    'TMF630-3-numeric-text': {
      title: 'Texts that are numbers compare as numbers: 9 is less than 10',
      severity: 'should',
      run: (context) =>
        expectFinds(context, ({ note }) => [
          [`${note}.gte=9&${note}.lt=100`, 'de'],
          [`${note}.gt=9.5&${note}.lte=100`, 'df'],
        ]),
    },
    'TMF630-3-number': {
      title: 'Numbers are found by value, however they are written, and compare as numbers',
      applies: (target, name) => target.resources.some((each) => each.name === name && each.number !== undefined),
      run: async ({ collection, resource, unique }) => {
        const { number = '', label } = resource;
        const name = unique('number');
        const ids = [];
        for (const value of [0, 0.5, 9, 10]) ids.push((await collection.make(name, nested(number, value))).id);
        const [zero, half, nine, ten] = ids;
        const table: [string, unknown[]][] = [
          [`${number}=9`, [nine]],
          [`${number}=9.0`, [nine]],
          [`${number}=0`, [zero]],
          [`${number}.gt=0.5`, [nine, ten]],
          [`${number}.lte=9`, [zero, half, nine]],
          [`${number}=many`, []],
        ];
        for (const [query, expected] of table) {
          const found = await collection.find(`${label}=${name}&${query}`);
          expectSame(
            found.map(({ id }) => id),
            expected,
            { what: `what ?${query} finds` },
          );
        }
      },
    },
    'TMF630-3-or': {
      title: 'a=1&a=2, a=1,2, a=1;2 and a=1;a=2 all mean either',
      run: (context) =>
        expectFinds(context, ({ note }) => [
          [`${note}=Gold&${note}=10`, 'ad'],
          [`${note}=Gold,10`, 'ad'],
          [`${note}=Gold;10`, 'ad'],
          [`${note}=Gold;${note}=10`, 'ad'],
          [`${note}=Gold,10,Platinum,9`, 'ade'],
          [`${note}.eq=Gold,10`, 'ad'],
          [`${note}=Gold%2C10`, 'ad'],
        ]),
    },
    'TMF630-3-and': {
      title: 'Conditions on different attributes are ANDed',
      run: (context) =>
        expectFinds(context, ({ note, instant, first }) => [
          [`${note}=Gold&${instant}.lt=2028-01-01T00:00:00Z`, 'a'],
          [`${note}=Gold&${instant}.gt=2028-01-01T00:00:00Z`, ''],
          [`${note}=Gold,%3E&${first}=w`, 'c'],
          [`${first}=x&${note}=Golden`, ''],
        ]),
    },
    'TMF630-3-operator-as-value': {
      title: 'A comparator can be the value: a=%3E, a=>, a=">", a=>= and a=%3E%3D',
      run: (context) =>
        expectFinds(context, ({ note }) => [
          [`${note}=%3E`, 'c'],
          [`${note}=>`, 'c'],
          [`${note}=%22%3E%22`, 'c'],
          [`${note}.eq=%3E`, 'c'],
          [`${note}=>=`, 'j'],
          [`${note}=%3E%3D`, 'j'],
          [`${note}="%3E%3D"`, 'j'],
          [`${note}=%3E,%3E%3D`, 'cj'],
        ]),
    },
    'TMF630-3-quotes': {
      title: 'Values may stand in single or double quotes, in which separators mean nothing',
      section: 'Part 1, 4.4 attribute filters',
      run: (context) =>
        expectFinds(context, ({ note }) => [
          [`${note}=%22Gold%22`, 'a'],
          [`${note}="Gold"`, 'a'],
          [`${note}=%27Gold%27`, 'a'],
          [`${note}='Gold'`, 'a'],
          [`${note}=${e(`'Silver, old; "rare"'`)}`, 'b'],
          [`${note}=%22Gold%22,%2210%22`, 'ad'],
        ]),
    },
    'TMF630-3-decoding': {
      title: 'Values are percent-decoded once, + is a blank and %2B a plus',
      run: (context) =>
        expectFinds(context, ({ note }) => [
          [`${note}=${e('Ærlig')}`, 'k'],
          [`${note}=gold%2Brose%2050%20%25`, 'i'],
          [`${note}=gold%2Brose+50+%25`, 'i'],
          [`${note}=a%3Db%26c`, 'l'],
          [`${note}=%2547old`, ''],
        ]),
    },
    'TMF630-3-encoded-name': {
      title: 'Attribute names may be percent-encoded',
      severity: 'should',
      run: (context) =>
        expectFinds(context, ({ note }) => [[`%${note.charCodeAt(0).toString(16)}${note.slice(1)}=Gold`, 'a']]),
    },
    'TMF630-3-regex': {
      title: '.regex, *=, =~ and %3D~ match a regular expression anywhere in the value, telling capitals',
      severity: 'should',
      run: (context) =>
        expectFinds(context, ({ note }) => [
          ...['.regex=', '*=', '=~', '%3D~'].flatMap((op): Finding[] => [
            [`${note}${op}%5EGold`, 'am'],
            [`${note}${op}^Gold$`, 'a'],
          ]),
          [`${note}.regex=ol`, 'abim'],
          [`${note}.regex=^G.*n$`, 'm'],
          [`${note}.regex=^gold`, 'i'],
          [`${note}.regex=^%5Cd%2B$`, 'def'],
        ]),
    },
    'TMF630-3-regex-malformed': {
      title: 'A regular expression that cannot be read is refused with 400',
      severity: 'should',
      run: (context) =>
        expectRefused(context, [400], ({ note }) => [`${note}.regex=(`, `${note}.regex=%5B`, `${note}=~*`]),
    },
    'TMF630-3-regex-hostile': {
      title: 'A hostile regular expression does not keep the server busy',
      severity: 'should',
      run: async ({ collection, resource, unique }) => {
        const label = unique('hostile');
        await collection.make(label, nested(resource.note, `${'a'.repeat(40)}!`));
        const answer = await collection.list(`${resource.label}=${label}&${resource.note}.regex=%5E(a%2B)%2B%24`);
        expectStatus(answer, 200, 400);
        expectThat(answer.elapsedMs < 2000, 'it took seconds', { actual: `${answer.elapsedMs.toFixed(0)} ms`, answer });
      },
    },
    'TMF630-3-not-equal': {
      title: '.ne and != find all others',
      severity: 'may',
      run: (context) =>
        expectFinds(context, ({ first }) => [
          [`${first}.ne=v`, 'abc'],
          [`${first}!=v`, 'abc'],
        ]),
    },
  },
);
