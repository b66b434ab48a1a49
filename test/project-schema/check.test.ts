import { buildSchema, parse, Source } from 'graphql';
import type { DocumentNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkDocuments } from '../../src/project-schema/check.ts';
import type { DocumentsCheck, Finding } from '../../src/project-schema/check.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';
import { printSortedSchema } from '../../src/start/schema-file.ts';
import { designOf, metadataRow } from '../graph/support/design.ts';
import { sampleDesigns } from './support/sample-design.ts';

const PINNED = `
type Query {
  record(name: String!): Record
  records(where: Where, event: Event, first: Int): [Record!]!
}
interface Node { id: ID! }
type Record implements Node {
  id: ID!
  vitals: Vitals
  labs(event: Event): Labs
}
type Vitals {
  """
  Systolic pressure
  REDCap: sbp
  """
  sbp_: Integer
  dbp: Integer!
  pulse: Integer
}
type Labs { hb: Integer drawn: Date tags: [String!]! }
type Integer { value: Int raw: String }
type Date { value: String raw: String }
enum Event {
  baseline
  """
  Follow-up
  REDCap: 21_day
  """
  _21_day
}
input Where { and: [Where!] vitals: VitalsWhere }
input VitalsWhere { sbp: Int dbp: Int }
type Mutation { write(input: Input!): Boolean }
input Input { sbp: Int! note: String }
`;

const document = (text: string, file = 'page.graphql'): DocumentNode => parse(new Source(text, file));

/** What becomes of documents when the project changes, shown as a text of the pinned schema that becomes another. */
const checkAfter = (before: string, after: string, ...documents: readonly DocumentNode[]): DocumentsCheck => {
  expect(PINNED).toContain(before);
  return checkDocuments(buildSchema(PINNED), buildSchema(PINNED.replaceAll(before, after)), documents);
};

const told = (findings: readonly Finding[]): string[] => findings.map(({ place, message }) => `${place}: ${message}`);

const breaksAfter = (before: string, after: string, text: string): string[] =>
  checkAfter(before, after, document(text)).operations.flatMap(({ breaks }) => told(breaks));

const PAGE = 'query Page($name: String!) { record(name: $name) { vitals { sbp_ { value } dbp { raw } } } }';
const BASELINE_LABS = '{ record(name: "1") { labs(event: baseline) { hb { raw } } } }';

describe('an operation that was valid', () => {
  it.each<[string, [string, string], string, string[]]>([
    [
      'a field is gone, told with the name that REDCap has for it',
      ['sbp_: Integer', 'systolic: Integer'],
      PAGE,
      ['record.vitals.sbp_: Vitals has no field "sbp_" (REDCap: sbp) any more.'],
    ],
    [
      'an instrument is gone, told once and not for each of its variables',
      ['vitals: Vitals\n', '\n'],
      PAGE,
      ['record.vitals: Record has no field "vitals" any more.'],
    ],
    [
      'a variable is of another type, in which the document remains valid',
      ['dbp: Integer!', 'dbp: Date!'],
      PAGE,
      ['record.vitals.dbp: The field "dbp" is of type Date! now; it was Integer!.'],
    ],
    [
      'a variable may be null now',
      ['dbp: Integer!', 'dbp: Integer'],
      PAGE,
      ['record.vitals.dbp: The field "dbp" is of type Integer now; it was Integer!.'],
    ],
    [
      'an item of a list may be null now',
      ['[String!]!', '[String]!'],
      '{ record(name: "1") { labs { tags } } }',
      ['record.labs.tags: The field "tags" is of type [String]! now; it was [String!]!.'],
    ],
    [
      'an instrument is a list now, told once and not for what is within',
      ['vitals: Vitals\n', 'vitals: [Labs!]!\n'],
      PAGE,
      ['record.vitals: The field "vitals" is of type [Labs!]! now; it was Vitals.'],
    ],
    [
      'an argument is needed now',
      ['labs(event: Event)', 'labs(event: Event!)'],
      '{ record(name: "1") { labs { hb { raw } } } }',
      ['record.labs: Field "labs" argument "event" of type "Event!" is required, but it was not provided.'],
    ],
    [
      'an argument is gone',
      ['labs(event: Event)', 'labs'],
      '{ record(name: "1") { labs(event: baseline) { hb { raw } } } }',
      ['record.labs: Unknown argument "event" on field "Record.labs".'],
    ],
    [
      'an event that the document names is gone',
      ['_21_day', '_30_day'],
      '{ record(name: "1") { labs(event: _21_day) { hb { raw } } } }',
      ['record.labs: Value "_21_day" does not exist in "Event" enum. Did you mean the enum value "_30_day"?'],
    ],
    [
      'an event that a variable may hold is gone',
      ['_21_day', '_30_day'],
      'query Q($event: Event) { records(event: $event) { id } }',
      ['$event: Event has no value "_21_day" (REDCap: 21_day) any more.'],
    ],
    [
      'a filter that a variable may hold is gone, however deep',
      ['dbp: Int }', '}'],
      'query Q($where: Where) { records(where: $where) { id } }',
      ['$where: VitalsWhere has no field "dbp" any more.'],
    ],
    [
      'what a variable may hold is of another type',
      ['dbp: Int }', 'dbp: String }'],
      'query Q($where: [Where!]) { records(where: { and: $where }) { id } }',
      ['$where: VitalsWhere takes String for "dbp" now; it was Int.'],
    ],
    [
      'an input needs more',
      ['note: String }', 'note: String reason: String! }'],
      'mutation W($input: Input!) { write(input: $input) }',
      ['$input: Input now needs "reason" as well.'],
    ],
    [
      'an input may not be left out any more',
      ['note: String }', 'note: String! }'],
      'mutation W($input: Input!) { write(input: $input) }',
      ['$input: Input takes String! for "note" now; it was String.'],
    ],
    [
      'the type of a variable is gone',
      ['event: Event, first', 'first'],
      'query Q($event: Event) { records(event: $event) { id } }',
      ['records: Unknown argument "event" on field "Query.records".'],
    ],
    [
      'a fragment is about a type that is gone',
      ['Labs', 'Bloods'],
      '{ record(name: "1") { ...R } } fragment R on Record { labs { ...L } } fragment L on Labs { tags }',
      ['record.labs: The field "labs" is of type Bloods now; it was Labs.', ': Unknown type "Labs".'],
    ],
  ])('is broken when %s', (_, [before, after], text, expected) => {
    expect(breaksAfter(before, after, text)).toEqual(expected);
  });

  it.each<[string, [string, string], string]>([
    ['something is added', ['pulse: Integer', 'pulse: Integer weight: Integer'], PAGE],
    ['something is gone that it does not select', ['pulse: Integer', ''], PAGE],
    ['a variable is never null any more', ['sbp_: Integer', 'sbp_: Integer!'], PAGE],
    ['an argument that it gives is needed now', ['labs(event: Event)', 'labs(event: Event!)'], BASELINE_LABS],
    [
      'an event is added',
      ['baseline', 'baseline closeout'],
      'query Q($event: Event) { records(event: $event) { id } }',
    ],
    ['an input needs less', ['sbp: Int! note', 'sbp: Int note'], 'mutation W($input: Input!) { write(input: $input) }'],
    [
      'an input may have more',
      ['String }', 'String why: Int }'],
      'mutation W($input: Input!) { write(input: $input) }',
    ],
  ])('is whole when %s', (_, [before, after], text) => {
    expect(breaksAfter(before, after, text)).toEqual([]);
  });

  it('is reported with its name and the place of the field', () => {
    const text = 'query Page {\n  record(name: "1") {\n    vitals { sbp_ { raw } }\n  }\n}';
    const { operations } = checkAfter('sbp_: Integer', '', document(text, 'documents/page.graphql'));
    expect(operations).toEqual([
      {
        name: 'Page',
        file: 'documents/page.graphql',
        faults: [],
        breaks: [
          {
            place: 'record.vitals.sbp_',
            message: 'Vitals has no field "sbp_" (REDCap: sbp) any more.',
            file: 'documents/page.graphql',
            line: 3,
            column: 14,
          },
        ],
      },
    ]);
  });

  it('is reported beside others that are whole, with or without a name', () => {
    const { operations } = checkAfter('dbp: Integer!', '', document(PAGE), document(BASELINE_LABS));
    expect(operations.map(({ name, breaks }) => [name, breaks.length])).toEqual([
      ['Page', 1],
      ['anonymous query', 0],
    ]);
  });
});

describe('a fragment', () => {
  const FRAGMENT = document('fragment Pressure on Vitals { dbp { value } }', 'fragment.graphql');
  const USER = document('query One { record(name: "1") { vitals { ...Pressure } } }', 'one.graphql');
  const OTHER = document('query Two { records { vitals { ...Pressure } } }', 'two.graphql');

  it('breaks every operation that uses it, in whatever file', () => {
    const { operations } = checkAfter('dbp: Integer!', 'dbp: Date!', USER, FRAGMENT, OTHER);
    expect(operations.map(({ name, breaks }) => [name, ...breaks.map(({ place, file }) => [place, file])])).toEqual([
      ['One', ['record.vitals.dbp', 'fragment.graphql']],
      ['Two', ['records.vitals.dbp', 'fragment.graphql']],
    ]);
  });

  it('is looked at by itself when no operation uses it: an app is compiled with it all the same', () => {
    const { operations } = checkAfter('dbp: Integer!', '', FRAGMENT);
    expect(operations.map(({ name, breaks }) => [name, told(breaks)])).toEqual([
      ['fragment Pressure', ['Pressure.dbp: Vitals has no field "dbp" any more.']],
    ]);
  });

  it('may not be there twice', () => {
    const twin = document('fragment Pressure on Vitals { pulse { raw } }', 'twin.graphql');
    expect(() => checkAfter('pulse', 'pulse', FRAGMENT, twin)).toThrow(
      'Two fragments are called "Pressure": in fragment.graphql and in twin.graphql. Rename one of them.',
    );
  });
});

describe('an operation that was never valid', () => {
  it('is reported as a fault of its own, and nothing else of it', () => {
    const text = 'query Wrong { record(name: "1") { vitals { systolic { raw } dbp { raw } ...Gone } } }';
    const { operations } = checkAfter('dbp: Integer!', '', document(text));
    expect(operations.map(({ faults, breaks }) => [told(faults), breaks])).toEqual([
      [
        ['record.vitals: Cannot query field "systolic" on type "Vitals".', 'record.vitals: Unknown fragment "Gone".'],
        [],
      ],
    ]);
  });

  it('does not come of a directive that a client takes out', () => {
    const text = 'query Q { record(name: "1") @connection(key: "r") { id } }';
    const { operations } = checkAfter('pulse', 'pulse', document(text));
    expect(operations.map(({ faults, breaks }) => [...faults, ...breaks])).toEqual([[]]);
  });
});

describe('what no operation uses', () => {
  it('is counted when it is gone', () => {
    const { operations, unusedGone } = checkAfter('pulse: Integer', '', document(PAGE));
    expect([operations.flatMap(({ breaks }) => breaks), unusedGone]).toEqual([[], 1]);
  });

  it('is not counted when an operation uses it, nor when it is still there', () => {
    expect(checkAfter('dbp: Integer!', '', document(PAGE)).unusedGone).toBe(0);
    expect(checkAfter('dbp: Integer!', 'dbp: Date', document('{ records { id } }')).unusedGone).toBe(0);
  });

  it('is counted field by field when the whole type is gone', () => {
    expect(checkAfter('Labs', 'Bloods', document('{ records { id } }')).unusedGone).toBe(3);
  });
});

describe('the schema of a project', () => {
  it.each(Object.entries(sampleDesigns))('fits itself as it is printed: %s', (_, make) => {
    const schema = createProjectSchema(make(), new Set());
    const text = `
      query Q($where: RecordWhere, $orderBy: RecordOrder) { records(where: $where, orderBy: $orderBy) { totalCount } }
      mutation M($input: ImportRecordsInput!) { importRecords(input: $input) { dryRun } }
    `;
    const { operations, unusedGone } = checkDocuments(buildSchema(printSortedSchema(schema)), schema, [document(text)]);
    expect(operations.map(({ name, faults, breaks }) => [name, ...faults, ...breaks])).toEqual([['Q'], ['M']]);
    expect(unusedGone).toBe(0);
  });

  it('has the names of REDCap where they are others, as they are reported of what is gone', () => {
    const rows = ['record_id', 'age', 'status'].map((name) => metadataRow(name, 'visit', 'text'));
    const [before, after] = [designOf(rows), designOf(rows.slice(0, 2))].map((design) =>
      createProjectSchema(design, new Set()),
    );
    if (before === undefined || after === undefined) throw new Error('there are two schemas');
    const text = `
      query Read { record(name: "1") { visit { status status_field { value } } } }
      mutation Write($input: ImportRecordsInput!) { importRecords(input: $input) { dryRun } }
    `;
    const { operations } = checkDocuments(buildSchema(printSortedSchema(before)), after, [document(text)]);
    expect(operations.map(({ name, breaks }) => [name, ...told(breaks)])).toEqual([
      ['Read', 'record.visit.status_field: Visit has no field "status_field" (REDCap: status) any more.'],
      [
        'Write',
        expect.stringContaining('$input: Visit_WritableField has no value "status_field"') as string,
        '$input: Visit_Input has no field "status_field" (REDCap: status) any more.',
      ],
    ]);
  });
});
