import { checksOf } from '../check.ts';
import { expectHolds, expectSame, expectStatus, expectThat, objectOf } from '../expect.ts';
import { merged, nested, valueAt, withValue } from '../json.ts';

/** Attributes nobody has described, and values that are easily lost. */
export const valueChecks = checksOf(
  { document: 'TMF630', section: 'Part 2, extension and polymorphism' },
  {
    'TMF630-11-unknown-kept': {
      title: 'Attributes the schema does not name are kept and returned, whatever they hold',
      severity: 'should',
      run: async ({ collection, unique }) => {
        const extra = {
          colour: 'red',
          nested: { deep: [1, { deeper: 'x' }], lists: [[1, [2]], []] },
          '@schemaNote': 'y',
        };
        const made = await collection.create(unique('unknown'), { extra });
        expectHolds(made, { extra }, { what: 'the answer to POST' });
        expectHolds(await collection.read(made.id), { extra }, { what: 'the resource' });
      },
    },
    'TMF630-11-special-values': {
      title: 'Zero, false, the empty text and the empty list are values and not "missing"',
      severity: 'should',
      run: async ({ collection, resource, unique }) => {
        const extra = { zero: 0, no: false, text: '', none: [], empty: {} };
        const made = await collection.create(unique('special'), { extra, zero: 0, no: false });
        expectHolds(await collection.read(made.id), { extra, zero: 0, no: false }, { what: 'the resource' });
        expectHolds(made, { extra, zero: 0, no: false }, { what: 'the answer to POST' });
        expectStatus(await collection.get(made.id, `fields=${resource.label}`), 200);
      },
    },
    'TMF630-11-empty-text': {
      title: 'A mandatory text may be empty: empty is not missing',
      severity: 'must',
      document: 'TMF657',
      section: 'R18 profile, mandatory attributes',
      applies: (target) => target.api === 'tmf657',
      run: async ({ collection, resource, unique }) => {
        const minimal = resource.minimal(unique('empty-text'));
        const isText = (path: string): boolean => !path.includes('.') && typeof valueAt(minimal, path) === 'string';
        const body = withValue(minimal, resource.required.find(isText) ?? resource.label, '');
        const answer = expectStatus(await collection.post(body), 201);
        expectHolds(objectOf(answer), body, { what: 'the answer', answer });
      },
    },
    'TMF630-11-optional-empty-text': {
      title: 'An optional text that is empty stays empty',
      run: async ({ collection, resource, unique }) => {
        const made = await collection.create(unique('empty-note'), nested(resource.note, ''));
        expectSame(valueAt(await collection.read(made.id), resource.note), '', { what: resource.note });
      },
    },
    'TMF630-11-texts-as-sent': {
      title:
        'Texts come back exactly as they were sent: blanks at the ends, line breaks, markup, hundreds of characters',
      section: 'Part 1, POST; R18 profile, values as posted',
      run: async ({ collection, resource, unique }) => {
        const texts = [
          '  blanks at both ends  ',
          'two\n\tlines',
          '<b>&amp;</b>',
          `long ${'0123456789'.repeat(100)}`,
          '007',
        ];
        for (const text of texts) {
          const made = await collection.create(unique('text'), nested(resource.note, text));
          expectSame(valueAt(made, resource.note), text, { what: `${resource.note} in the answer to POST` });
          expectSame(valueAt(await collection.read(made.id), resource.note), text, { what: resource.note });
        }
      },
    },
    'TMF630-11-dates-as-sent': {
      title: 'Dates come back exactly as they were sent',
      severity: 'should',
      run: async ({ collection, resource, unique }) => {
        for (const date of ['2027-03-01T10:00:00+01:00', '2027-03-01T10:00:00.5Z', '2027-03-01T10:00:00Z']) {
          const made = await collection.create(unique('date'), nested(resource.instant, date));
          expectSame(valueAt(await collection.read(made.id), resource.instant), date, { what: resource.instant });
        }
      },
    },
    'TMF630-11-bad-dates': {
      title: 'Dates that are none are refused with 400',
      run: async ({ collection, resource, unique }) => {
        for (const date of ['2027-02-30T00:00:00Z', '2027-13-01T00:00:00Z', '2027-03-01 10:00', '1.3.2027', '', '0']) {
          const body = merged(resource.minimal(unique('bad-date')), nested(resource.instant, date));
          expectStatus(await collection.post(body), 400);
        }
      },
    },
    'TMF630-11-order-kept': {
      title: 'Lists keep the order of their elements, and equal elements stay',
      run: async ({ collection, resource, unique }) => {
        const { path, element } = resource.list;
        const list = ['c', 'a', 'b', 'a'].map((letter) => element(letter, `https://x.example/${letter}`));
        const made = await collection.create(unique('order'), nested(path, list));
        const found = valueAt(await collection.read(made.id), path);
        expectHolds(found, list, { what: path });
      },
    },
    'TMF630-11-prototype-names': {
      title: 'Names that mean something to programs are refused with 400 or kept, and harm nothing',
      severity: 'should',
      run: async ({ collection, resource, unique }) => {
        const body = JSON.stringify(resource.minimal(unique('prototype')));
        for (const name of ['__proto__', 'constructor', '$where', 'a.b']) {
          const text = `${body.slice(0, -1)},${JSON.stringify(name)}:{"polluted":true}}`;
          expectStatus(await collection.send('POST', '', { text }), 400, 201);
        }
        const made = await collection.make(unique('unpolluted'));
        expectThat(!('polluted' in made), 'later resources are polluted', { actual: made });
        expectSame(made['polluted'], undefined, { what: 'an attribute of another request' });
      },
    },
    'TMF630-11-type-kept': {
      title: '@type, @baseType and @schemaLocation are kept and can be filtered by',
      severity: 'should',
      applies: (target) => target.dialect !== 'legacy',
      run: async ({ collection, resource, unique }) => {
        const label = unique('type');
        const classes = {
          ...{ '@type': 'SpecialThing', '@baseType': 'Thing' },
          '@schemaLocation': 'https://schema.example/special.json',
        };
        const made = await collection.create(label, classes);
        await collection.make(label);
        expectHolds(await collection.read(made.id), classes, { what: 'the resource' });
        const found = await collection.find(`${resource.label}=${label}&@type=SpecialThing`);
        expectSame(
          found.map(({ id }) => id),
          [made.id],
          { what: 'what ?@type=SpecialThing finds' },
        );
      },
    },
    'TMF630-11-type-default': {
      title: '@type is the class of the resource when the client gives none',
      severity: 'may',
      applies: (target) => target.dialect === 'v4',
      run: async ({ collection, resource, unique }) => {
        const made = await collection.make(unique('default-type'));
        const expected = `${resource.name.charAt(0).toUpperCase()}${resource.name.slice(1)}`;
        expectSame(made['@type'], expected, { what: '@type' });
      },
    },
    'TMF630-11-null-is-absent': {
      title: 'An optional attribute that is null on creation is refused with 400, or reads as null or not at all',
      severity: 'should',
      run: async ({ collection, resource, unique }) => {
        const body = merged(resource.minimal(unique('null')), nested(resource.note, null));
        const answer = expectStatus(await collection.post(body), 201, 400);
        if (answer.status === 201)
          expectSame(valueAt(objectOf(answer), resource.note) ?? null, null, { what: resource.note, answer });
      },
    },
  },
);
