/* eslint-disable @typescript-eslint/no-explicit-any -- answers of the graph are read as the test expects them */
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Answer, Study } from './study.ts';

interface TypedField {
  readonly name: string;
  readonly redcapName: string;
  /** Name of the value's type. */
  readonly type: string;
}

/** An instrument as an app finds it in the schema of its project. */
export interface TypedInstrument {
  readonly name: string;
  readonly redcapName: string;
  readonly typeName: string;
  readonly shape: 'once' | 'perEvent' | 'repeating';
  /** The values of its event argument. */
  readonly events: readonly string[];
  readonly fields: readonly TypedField[];
}

/** What is saved of an instrument, in the shape that the static graph answers it in. */
interface Saved {
  readonly instrument: { readonly name: string };
  readonly event: { readonly uniqueEventName: string } | null;
  readonly repeatKind: string;
  readonly repeatInstance: number | null;
  readonly status: string;
  readonly values: readonly unknown[];
}

/** A record in the shape that the static graph answers it in. */
export interface ReadRecord {
  readonly name: string;
  readonly dataAccessGroup: { readonly uniqueGroupName: string } | null;
  readonly events: readonly { readonly instruments: readonly Saved[] }[];
}

const PAGE_INFO = 'totalCount pageInfo { hasNextPage endCursor } completeness { isComplete }';

/** REDCap's name. The description has it where the graph's name is another. */
const redcapNameOf = ({ name, description }: GraphQLField<unknown, unknown>): string =>
  /^REDCap: (.*)$/m.exec(description ?? '')?.[1] ?? name;

const objectNamed = (schema: GraphQLSchema, name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`there is no type ${name}`);
  return type;
};

const toInstrument = (schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): TypedInstrument => {
  const named = getNamedType(field.type).name;
  const isRepeating = named.endsWith('_Connection');
  const typeName = named.replace(/_Connection$/, '');
  const event = field.args.find(({ name }) => name === 'event');
  const enumType = event === undefined ? undefined : getNamedType(event.type);
  const values = Object.values(objectNamed(schema, typeName).getFields()).filter(({ type }) =>
    /Value$/.test(getNamedType(type).name),
  );
  return {
    name: field.name,
    redcapName: redcapNameOf(field),
    typeName,
    shape: isRepeating ? 'repeating' : event === undefined ? 'once' : 'perEvent',
    events: isEnumType(enumType) ? enumType.getValues().map(({ name }) => name) : [],
    fields: values.map((value) => ({
      name: value.name,
      redcapName: redcapNameOf(value),
      type: getNamedType(value.type).name,
    })),
  };
};

/** The instruments of the schema of a study's project, found by introspection, as an app's tools would. */
export const readTypedInstruments = async (study: Study): Promise<TypedInstrument[]> => {
  const answer = await study.runTyped(getIntrospectionQuery());
  const schema = buildClientSchema(answer.data);
  const known = new Set(['arms', 'dataAccessGroup', 'events', 'id', 'instances', 'name', 'shareId']);
  return Object.values(objectNamed(schema, 'Record').getFields())
    .filter(({ name, type }) => !known.has(name) && !isListType(getNullableType(type)))
    .map((field) => toInstrument(schema, field));
};

const fragmentOf = ({ typeName, fields }: TypedInstrument): string => {
  const values = fields.map(
    ({ name, type }) =>
      `${name} { raw missingDataCode { code } ${type === 'CheckboxValue' ? 'checked { code }' : ''} }`,
  );
  return `fragment Saved_${typeName} on ${typeName} {
    record { name } event { uniqueEventName } repeatKind repeatInstance status
    ${values.join('\n    ')}
  }`;
};

const fieldOf = ({ name, typeName, shape, events }: TypedInstrument): string => {
  const saved = `{ ...Saved_${typeName} }`;
  switch (shape) {
    case 'once':
      return `${name} ${saved}`;
    case 'perEvent':
      return [
        ...events.map((event, index) => `${name}_at_${String(index)}: ${name}(event: ${event}) ${saved}`),
        `${name}List ${saved}`,
      ].join('\n    ');
    case 'repeating':
      return `${name}(first: 100) { nodes ${saved} ${PAGE_INFO} }`;
  }
};

/** Everything of a record, by its typed fields. */
const recordFragment = (instruments: readonly TypedInstrument[]): string => `
  fragment Whole on Record {
    name dataAccessGroup { uniqueGroupName } events { event { uniqueEventName } repeatInstance }
    ${instruments.map(fieldOf).join('\n    ')}
  }
  ${instruments.map(fragmentOf).join('\n  ')}`;

const dataOf = ({ data, errors }: Answer): any => {
  if (errors.length > 0) throw errors[0] as Error;
  return data;
};

const toSaved = (instrument: TypedInstrument, data: any): Saved => ({
  instrument: { name: instrument.redcapName },
  event: data.event,
  repeatKind: data.repeatKind,
  repeatInstance: data.repeatInstance,
  status: data.status,
  values: instrument.fields.map(({ name, redcapName }) => ({ field: { fieldName: redcapName }, ...data[name] })),
});

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Pages of one record's instances behind the first. */
const furtherInstances = async (
  study: Study,
  record: string,
  instrument: TypedInstrument,
  first: any,
): Promise<unknown[]> => {
  const nodes: unknown[] = [];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage === true) {
    const answer = await study.runTyped(
      `query More($name: RecordName!, $after: String) { record(name: $name) {
        ${instrument.name}(first: 100, after: $after) { nodes { ...Saved_${instrument.typeName} } ${PAGE_INFO} }
      } } ${fragmentOf(instrument)}`,
      { name: record, after: pageInfo.endCursor },
    );
    const page = dataOf(answer).record[instrument.name];
    nodes.push(...page.nodes);
    ({ pageInfo } = page);
  }
  return nodes;
};

const savedOf = async (study: Study, record: any, instrument: TypedInstrument): Promise<Saved[]> => {
  const { name, shape, events } = instrument;
  if (shape === 'repeating') {
    const page = record[name];
    if (page.completeness.isComplete !== true) throw new Error(`${name} is not complete`);
    const nodes = [...page.nodes, ...(await furtherInstances(study, record.name, instrument, page))];
    if (nodes.length !== page.totalCount) throw new Error(`${name} has another number of instances than it says`);
    return nodes.map((data) => toSaved(instrument, data));
  }
  const objects =
    shape === 'once' ? [record[name]] : events.map((_event, index) => record[`${name}_at_${String(index)}`]);
  const saved = objects.filter((data) => data !== null).map((data) => toSaved(instrument, data));
  const list = shape === 'once' ? saved : record[`${name}List`].map((data: any) => toSaved(instrument, data));
  if (!sameText(list, saved)) throw new Error(`${name}List is not what the events have`);
  return saved;
};

const isAt = (saved: Saved, place: any): boolean =>
  (saved.event?.uniqueEventName ?? null) === (place.event?.uniqueEventName ?? null) &&
  (saved.repeatKind === 'EVENT' ? saved.repeatInstance : null) === place.repeatInstance;

/** A typed record as the static graph would have answered it. Throws for something saved in no event of the record. */
const toRecord = async (study: Study, record: any, instruments: readonly TypedInstrument[]): Promise<ReadRecord> => {
  const saved: Saved[] = [];
  for (const instrument of instruments) saved.push(...(await savedOf(study, record, instrument)));
  const events = record.events.map((place: any) => ({
    ...place,
    instruments: saved.filter((data) => isAt(data, place)),
  }));
  const placed = events.reduce((sum: number, { instruments: here }: any) => sum + (here.length as number), 0);
  if (placed !== saved.length) throw new Error(`${String(record.name)} has something outside of its events`);
  return { name: record.name, dataAccessGroup: record.dataAccessGroup, events };
};

const toRecords = async (study: Study, records: readonly any[], instruments: readonly TypedInstrument[]) => {
  const read: ReadRecord[] = [];
  for (const record of records) read.push(await toRecord(study, record, instruments));
  return read;
};

/** All records, by the typed `records`, a page at a time. */
export const readTypedList = async (study: Study, pageSize: number): Promise<ReadRecord[]> => {
  const instruments = await readTypedInstruments(study);
  const query = `query Page($first: Int!, $after: String) {
    records(first: $first, after: $after) { nodes { ...Whole } ${PAGE_INFO} }
  } ${recordFragment(instruments)}`;
  const records: ReadRecord[] = [];
  let after: string | null = null;
  do {
    const page: any = dataOf(await study.runTyped(query, { first: pageSize, after })).records;
    if (page.completeness.isComplete !== true) throw new Error('the page is not complete');
    records.push(...(await toRecords(study, page.nodes, instruments)));
    after = page.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return records;
};

/** Records of these names, by the typed `record`, some at a time. */
export const readTypedRecords = async (study: Study, names: readonly string[]): Promise<ReadRecord[]> => {
  const instruments = await readTypedInstruments(study);
  const records: ReadRecord[] = [];
  for (let start = 0; start < names.length; start += 50) {
    const some = names.slice(start, start + 50);
    const variables = Object.fromEntries(some.map((name, index) => [`name${String(index)}`, name]));
    const query = `query Records(${Object.keys(variables)
      .map((name) => `$${name}: RecordName!`)
      .join(' ')}) {
      ${Object.keys(variables)
        .map((name) => `${name}: record(name: $${name}) { ...Whole }`)
        .join('\n')}
    } ${recordFragment(instruments)}`;
    const data = dataOf(await study.runTyped(query, variables));
    records.push(...(await toRecords(study, Object.values(data), instruments)));
  }
  return records;
};

/** What is saved of all instruments, each read as a table, a page at a time; with the record that it is of. */
export const readTypedTables = async (study: Study, pageSize: number): Promise<unknown[]> => {
  const rows: unknown[] = [];
  for (const instrument of await readTypedInstruments(study)) {
    const query = `query Table($first: Int!, $after: String) { instrumentData {
      ${instrument.name}(first: $first, after: $after) { nodes { ...Saved_${instrument.typeName} } ${PAGE_INFO} }
    } } ${fragmentOf(instrument)}`;
    let after: string | null = null;
    do {
      const page: any = dataOf(await study.runTyped(query, { first: pageSize, after })).instrumentData[instrument.name];
      if (page.completeness.isComplete !== true) throw new Error(`the table of ${instrument.name} is not complete`);
      rows.push(...page.nodes.map((data: any) => ({ record: data.record.name, ...toSaved(instrument, data) })));
      after = page.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
    } while (after !== null);
  }
  return rows;
};

/** The same of records that were read whole: what is saved, instrument by instrument. */
export const tablesOf = (records: readonly ReadRecord[], instruments: readonly TypedInstrument[]): unknown[] =>
  instruments.flatMap(({ redcapName }) =>
    records.flatMap((record) =>
      record.events
        .flatMap(({ instruments: saved }) => saved)
        .filter(({ instrument }) => instrument.name === redcapName)
        .map((saved) => ({ record: record.name, ...saved })),
    ),
  );
