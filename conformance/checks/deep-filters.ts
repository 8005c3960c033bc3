import { checksOf } from '../check.ts';
import { expectHolds, expectSame, expectStatus, listOf } from '../expect.ts';
import { asText, valueAt } from '../json.ts';
import { expectFinds, expectRefused } from './filter-corpus.ts';

const e = encodeURIComponent;

/** Attribute filters on what is nested, absent, unknown or malformed. */
export const deepFilterChecks = checksOf(
  { document: 'TMF630', section: 'Part 1, 4.4 attribute filters' },
  {
    'TMF630-3-nested': {
      title: 'Dotted names reach into objects',
      run: (context) =>
        expectFinds(context, ({ instant }) => [
          [`${instant}=2027-01-01T00:00:00Z`, 'a'],
          [`${instant}=2027-01-01T01:00:00Z`, 'c'],
        ]),
    },
    'TMF630-3-list': {
      title: 'Dotted names reach into lists: any element may fit, and two conditions need not fit the same one',
      run: (context) =>
        expectFinds(context, ({ first, second }) => [
          [`${first}=x`, 'ab'],
          [`${first}=y`, 'a'],
          [`${second}=${e('https://x.example/9')}`, 'c'],
          [`${first}=x&${second}=${e('https://x.example/1')}`, 'ab'],
          [`${first}=y,w`, 'ac'],
          [`${first}=nobody`, ''],
        ]),
    },
    'TMF630-3-list-index': {
      title: 'A number in a dotted name selects one element of a list',
      severity: 'may',
      run: (context) =>
        expectFinds(context, ({ list, first }) => [
          [`${list}.1${first.slice(list.length)}=y`, 'a'],
          [`${list}.0${first.slice(list.length)}=y`, ''],
        ]),
    },
    'TMF630-3-empty': {
      title: 'attribute= with nothing behind it finds the empty text, not what is absent',
      severity: 'should',
      run: (context) =>
        expectFinds(context, ({ note }) => [
          [`${note}=`, 'h'],
          [`${note}=%22%22`, 'h'],
        ]),
    },
    'TMF630-3-null': {
      title: 'attribute=null finds what is absent',
      severity: 'may',
      run: (context) => expectFinds(context, ({ note }) => [[`${note}=null`, 'g']]),
    },
    'TMF630-3-unknown': {
      title: 'A filter on an attribute nobody has finds nothing, with 200',
      severity: 'should',
      run: (context) =>
        expectFinds(context, () => [
          ['noSuchAttribute=1', ''],
          ['no.such.attribute.gt=1', ''],
        ]),
    },
    'TMF630-3-extension': {
      title: 'Attributes the schema does not name can be filtered by, texts, numbers and truth values',
      severity: 'should',
      section: 'Part 2, extension',
      run: async ({ collection, resource, unique }) => {
        const label = unique('extension');
        const made = await collection.make(label, { colour: 'red', size: 7, ready: false });
        await collection.make(label, { colour: 'blue', size: 70, ready: true });
        for (const query of ['colour=red', 'size=7', 'size.lt=10', 'ready=false', 'colour=red&size=7']) {
          const found = await collection.find(`${resource.label}=${label}&${query}`);
          expectSame(
            found.map(({ id }) => id),
            [made.id],
            { what: `what ?${query} finds` },
          );
        }
      },
    },
    'TMF630-3-malformed': {
      title: 'A condition that cannot be read is refused with 400',
      severity: 'should',
      run: (context) =>
        expectRefused(context, [400], ({ note }) => [note, '=Gold', 'a..b=1', `${note}=%E0%A4%A`, `${note}.like=Gold`]),
    },
    'TMF630-3-too-long': {
      title: 'A query of many kilobytes is refused with 414 (or 400), not with a fault',
      severity: 'should',
      run: (context) => expectRefused(context, [414, 400, 431], ({ note }) => [`${note}=${'x'.repeat(10_000)}`]),
    },
    'TMF630-3-every-attribute': {
      title: 'Every documented text can be filtered by',
      run: async ({ collection, resource, unique }) => {
        const label = unique('every');
        const body = resource.full(label);
        const answer = expectStatus(await collection.post(body), 201);
        const isOther = ([name, value]: [string, unknown]): boolean =>
          typeof value === 'string' && name !== resource.label;
        const texts = Object.entries(body).filter(isOther);
        for (const [name, value] of texts) {
          const query = `${resource.label}=${label}&${name}=${e(asText(value))}`;
          const found = listOf(expectStatus(await collection.list(query), 200));
          expectSame(found.length, 1, { what: `the number of what ?${name}= finds`, answer });
          const none = await collection.find(`${resource.label}=${label}&${name}=${e(`${asText(value)}x`)}`);
          expectSame(none, [], { what: `what ?${name}= of another value finds` });
        }
      },
    },
    'TMF657-6-named-filters': {
      title: 'Every filter that the R17.5 definition names works',
      document: 'TMF657',
      section: 'R17.5 definition, query parameters',
      applies: (target, name) => target.resources.some((each) => each.name === name && each.namedFilters.length > 0),
      run: async ({ collection, resource, unique }) => {
        const label = unique('named');
        const full = resource.full(label);
        const made = await collection.post(full);
        for (const path of resource.namedFilters) {
          const value = e(asText(valueAt(full, path)));
          const name = path.replace('.0.', '.');
          const found = await collection.find(`${resource.label}=${label}&${name}=${value}`);
          expectHolds(found, [full], { what: `what ?${name}= finds`, answer: made });
          // Two values of one attribute would be an OR.
          if (path === resource.label) continue;
          const other = path.endsWith('DateTime') ? '2040-01-01T00:00:00Z' : `${value}x`;
          const none = await collection.find(`${resource.label}=${label}&${name}=${other}`);
          expectSame(none, [], { what: `what ?${name}= of another value finds` });
        }
      },
    },
  },
);
