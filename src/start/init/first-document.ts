import { getNamedType, isObjectType, parse, print } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';

/** As many variables show how they are asked for. */
const VARIABLES = 3;

/** What is asked of a value, by the field that its kind has. */
const SELECTIONS: Readonly<Record<string, string>> = {
  value: 'value',
  code: 'code label',
  checked: 'checked { code label }',
  file: 'file { fileName }',
};

const fieldsOf = (type: GraphQLNamedType | null | undefined) => (isObjectType(type) ? type.getFields() : {});

/** `dob { value absence }` for a variable; undefined for a field that is none. */
const selectVariable = (name: string, type: GraphQLNamedType): string | undefined => {
  if (!isObjectType(type) || !type.getInterfaces().some((each) => each.name === 'FieldValue')) return undefined;
  const kind = Object.keys(SELECTIONS).find((field) => field in type.getFields());
  return kind === undefined ? undefined : `${name} { ${SELECTIONS[kind] ?? ''} absence }`;
};

/** An instrument, and its first variables as they are asked for. */
interface SelectedInstrument {
  readonly name: string;
  readonly variables: readonly string[];
}

/** The nodes of the first instrument, with its first variables. */
const selectInstrument = (schema: GraphQLSchema): SelectedInstrument | null => {
  const [first] = Object.values(fieldsOf(schema.getType('InstrumentTables')));
  if (first === undefined) return null;
  const nodes = fieldsOf(getNamedType(first.type))['nodes'];
  const variables = Object.entries(fieldsOf(nodes && getNamedType(nodes.type))).flatMap(
    ([name, { type }]) => selectVariable(name, getNamedType(type)) ?? [],
  );
  return { name: first.name, variables: variables.slice(0, VARIABLES) };
};

const ABOUT =
  '# A page of rows. `after` is the endCursor of the page before, and `completeness` says whether anything is missing.\n';

const PAGE = 'pageInfo { hasNextPage endCursor } completeness { isComplete missingRecordCount }';

/** A first operation on a project's own graph: a page of its first instrument, or of its records where it has none. */
export const firstDocument = (schema: GraphQLSchema): string => {
  const instrument = selectInstrument(schema);
  const list = (name: string, nodes: string): string =>
    `${name}(first: 20, after: $after) { totalCount nodes { ${nodes} } ${PAGE} }`;
  const selection =
    instrument === null
      ? list('records', 'id name')
      : `instrumentData { ${list(instrument.name, `id record { id name } repeatInstance status ${instrument.variables.join(' ')}`)} }`;
  return `${ABOUT}${print(parse(`query FirstRows($after: String) { ${selection} }`))}\n`;
};
