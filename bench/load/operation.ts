import { projectKey } from './gateway.ts';
import { recordIdField, studyEvents, studyFields, studyInstrument } from './study.ts';
import { regroup, type Row } from './row.ts';

/** A GraphQL request. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Asks a graph and returns the `data` of its answer; throws where the answer has errors. */
export type Ask = (operation: Operation) => Promise<unknown>;

/** Pages and single records, asked of one of the gateway's graphs or of a program that gives the same answers. */
export interface Graph {
  readonly name: string;
  /** Below the program's address. */
  readonly path: string;
  /** The nodes of all records, a page at a time, with the values of each row. */
  readonly list: (ask: Ask, first: number) => AsyncGenerator<readonly unknown[]>;
  /** Three values of one record. */
  readonly small: (record: string) => Operation;
}

interface Page {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const [event = ''] = studyEvents;

/** Follows the cursors of a list to its end. */
export const byCursor = (
  query: string,
  pageOf: (data: unknown) => Page,
  more: Operation['variables'] = {},
): Graph['list'] =>
  async function* (ask, first) {
    for (let after: string | null = null, goesOn = true; goesOn;) {
      const { nodes, pageInfo } = pageOf(await ask({ query, variables: { ...more, first, after } }));
      yield nodes;
      after = pageInfo.endCursor;
      goesOn = pageInfo.hasNextPage;
    }
  };

/** The page in the data of a list, whose query asks for it in this form. */
export const recordsOf = (data: unknown): Page => (data as { readonly records: Page }).records;

const pageSelection = (fields: readonly string[]): string =>
  `nodes { name mainList { event { uniqueEventName } ${fields.map((field) => `${field} { value }`).join(' ')} } }
  pageInfo { hasNextPage endCursor }`;

const threeOf = (fields: readonly string[]): readonly string[] => fields.slice(0, 3);

const recordPages = (fields: readonly string[]): string =>
  `query Page($first: Int!, $after: String) { records(first: $first, after: $after) { ${pageSelection(fields)} } }`;

/** One page of the graph that is typed by the study. */
export const typedPage = (first: number, after: string | null, fields: readonly string[] = studyFields): Operation => ({
  query: recordPages(fields),
  variables: { first, after },
});

/** The same page, whose records may come one after another. */
export const streamedPage = (first: number, after: string | null): Operation => {
  const { query, variables } = typedPage(first, after);
  return { query: query.replace('nodes {', 'nodes @stream {'), variables };
};

/** The graph that is typed by the study. */
export const typedGraph = (fields: readonly string[] = studyFields): Graph => ({
  name: 'typed',
  path: `projects/${projectKey}/graphql`,
  list: byCursor(recordPages(fields), recordsOf),
  small: (name) => ({
    query: `query Small($name: RecordName!) { record(name: $name) {
      name main(event: ${event}) { ${threeOf(fields)
        .map((field) => `${field} { value }`)
        .join(' ')} }
    } }`,
    variables: { name },
  }),
});

/** The graph that is the same for every project. */
export const staticGraph = (fields: readonly string[] = studyFields): Graph => ({
  name: 'static',
  path: 'graphql',
  list: byCursor(
    `query Page($first: Int!, $after: String) { project(key: "${projectKey}") { records(first: $first, after: $after) {
      nodes { name instances(instrument: "${studyInstrument}") {
        event { uniqueEventName } values(fields: ${JSON.stringify(fields)}) { field { fieldName } raw }
      } }
      pageInfo { hasNextPage endCursor }
    } } }`,
    // The query asks for a project.
    (data) => recordsOf((data as { readonly project: unknown }).project),
  ),
  small: (name) => ({
    query: `query Small($name: RecordName!) { project(key: "${projectKey}") { record(name: $name) {
      name instances(instrument: "${studyInstrument}", events: ["${event}"]) {
        values(fields: ${JSON.stringify(threeOf(fields))}) { raw }
      }
    } } }`,
    variables: { name },
  }),
});

/** The graph of a peer whose resolvers are written by hand: it is like the typed one. */
export const peerGraph = (name: string, fields: readonly string[] = studyFields): Graph => ({
  name,
  path: 'graphql',
  list: byCursor(recordPages(fields), recordsOf),
  small: (record) => ({
    query: `query Small($name: String!) { record(name: $name) {
      name main(event: "${event}") { ${threeOf(fields)
        .map((field) => `${field} { value }`)
        .join(' ')} }
    } }`,
    variables: { name: record },
  }),
});

const rowQuery = (columns: readonly string[]): string =>
  `query Rows($records: String, $fields: String!) {
    exportRecords(input: { records: $records, fields: $fields }) { ${columns.join(' ')} }
  }`;

// The query asks for rows of this form.
const rowsOf = (data: unknown): readonly Row[] => (data as { readonly exportRecords: readonly Row[] }).exportRecords;

/** The graph of a generic gateway: it has REDCap's rows, and no pages. Its client asks for names first, then for some records. */
export const rowGraph = (name: string, fields: readonly string[] = studyFields): Graph => {
  const columns = [recordIdField, ...fields].join(',');
  const query = rowQuery([recordIdField, 'redcap_event_name', ...fields]);
  return {
    name,
    path: 'graphql',
    list: async function* (ask, first) {
      const all = rowsOf(await ask({ query: rowQuery([recordIdField]), variables: { fields: recordIdField } }));
      const names = [...new Set(all.map((row) => row[recordIdField] ?? ''))];
      for (let start = 0; start < names.length; start += first) {
        const records = names.slice(start, start + first).join(',');
        yield regroup(rowsOf(await ask({ query, variables: { records, fields: columns } })), fields);
      }
    },
    small: (record) => {
      const three = threeOf(fields);
      const variables = { records: record, fields: [recordIdField, ...three].join(',') };
      return { query: rowQuery([recordIdField, 'redcap_event_name', ...three]), variables };
    },
  };
};

/** A program that makes what the variables say, without GraphQL. */
export const byHand = (fields: readonly string[] = studyFields): Graph => ({
  name: 'by hand',
  path: '',
  list: byCursor('page', recordsOf, { fields: fields.length }),
  small: (name) => ({ query: 'small', variables: { name } }),
});
