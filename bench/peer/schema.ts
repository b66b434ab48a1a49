import SchemaBuilder from '@pothos/core';
import { Kind, type GraphQLResolveInfo, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import { createRowExport } from '../load/by-hand.ts';
import type { Row } from '../load/row.ts';
import { recordIdField, studyFieldsOf } from '../load/study.ts';

interface RecordShape {
  readonly name: string;
  readonly rows: readonly Row[];
}

interface PageShape {
  readonly nodes: readonly RecordShape[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

interface Types {
  Objects: {
    Records: PageShape;
    PageInfo: PageShape['pageInfo'];
    Record: RecordShape;
    Main: Row;
    Event: Row;
    Value: string;
  };
}

/** The study's fields that stand anywhere below a field of the query, so that REDCap is asked for no others. */
const selectedFields = ({ fieldNodes }: GraphQLResolveInfo, known: ReadonlySet<string>): string[] => {
  const found = new Set<string>();
  const look = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (node.kind !== Kind.FIELD) continue;
      if (known.has(node.name.value)) found.add(node.name.value);
      look(node.selectionSet);
    }
  };
  for (const node of fieldNodes) look(node.selectionSet);
  return [...found];
};

const group = (rows: readonly Row[]): RecordShape[] => {
  const records = new Map<string, { readonly name: string; readonly rows: Row[] }>();
  for (const row of rows) {
    const name = row[recordIdField] ?? '';
    const record = records.get(name) ?? { name, rows: [] };
    records.set(name, record);
    record.rows.push(row);
  }
  return [...records.values()];
};

/** What resolvers ask an upstream for: the names of all records, and rows of some. */
const createSource = (upstream: string, token: string) => {
  const exportRows = createRowExport(upstream, token);
  let names: readonly string[] | undefined;
  return {
    namesOf: async (isFirstPage: boolean): Promise<readonly string[]> => {
      if (names === undefined || isFirstPage) {
        names = group(await exportRows(`fields=${recordIdField}`)).map(({ name }) => name);
      }
      return names;
    },
    records: async (asked: readonly string[], fields: readonly string[]): Promise<RecordShape[]> =>
      group(await exportRows(`fields=${[recordIdField, ...fields].join(',')}&records=${asked.join(',')}`)),
  };
};

/** The study's graph with plain resolvers: what one writes first, by Pothos and by hand, with one export a page. */
export const createPeerSchema = (upstream: string, token: string, fieldCount: number): GraphQLSchema => {
  const fields = studyFieldsOf(fieldCount);
  const known = new Set(fields);
  const source = createSource(upstream, token);
  const builder = new SchemaBuilder<Types>({});
  builder.objectType('Value', {
    fields: (t) => ({ value: t.string({ nullable: true, resolve: (text) => text || null }) }),
  });
  builder.objectType('Event', {
    fields: (t) => ({ uniqueEventName: t.string({ resolve: (row) => row['redcap_event_name'] ?? '' }) }),
  });
  builder.objectType('Main', {
    fields: (t) => ({
      event: t.field({ type: 'Event', resolve: (row) => row }),
      ...Object.fromEntries(
        fields.map((name) => [name, t.field({ type: 'Value', resolve: (row) => row[name] ?? '' })]),
      ),
    }),
  });
  builder.objectType('Record', {
    fields: (t) => ({
      name: t.exposeString('name'),
      mainList: t.field({ type: ['Main'], resolve: ({ rows }) => rows }),
      main: t.field({
        type: 'Main',
        nullable: true,
        args: { event: t.arg.string({ required: true }) },
        resolve: ({ rows }, { event }) => rows.find((row) => row['redcap_event_name'] === event),
      }),
    }),
  });
  builder.objectType('PageInfo', {
    fields: (t) => ({ hasNextPage: t.exposeBoolean('hasNextPage'), endCursor: t.exposeString('endCursor') }),
  });
  builder.objectType('Records', {
    fields: (t) => ({
      nodes: t.expose('nodes', { type: ['Record'] }),
      pageInfo: t.expose('pageInfo', { type: 'PageInfo' }),
    }),
  });
  builder.queryType({
    fields: (t) => ({
      records: t.field({
        type: 'Records',
        args: { first: t.arg.int({ required: true }), after: t.arg.string() },
        resolve: async (_root, { first, after }, _context, info): Promise<PageShape> => {
          const start = Number(after ?? 0);
          const names = await source.namesOf(start === 0);
          const nodes = await source.records(names.slice(start, start + first), selectedFields(info, known));
          return { nodes, pageInfo: { hasNextPage: start + first < names.length, endCursor: String(start + first) } };
        },
      }),
      record: t.field({
        type: 'Record',
        nullable: true,
        args: { name: t.arg.string({ required: true }) },
        resolve: async (_root, { name }, _context, info) =>
          (await source.records([name], selectedFields(info, known)))[0],
      }),
    }),
  });
  return builder.toSchema();
};
