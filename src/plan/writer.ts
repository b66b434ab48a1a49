import {
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
} from 'graphql';
import { isReadAtOnce, textOf, type BoundField, type Write } from './mark.ts';
import { isPromise } from './promise.ts';
import { plannedFields, type PlannedField } from './selection.ts';
import { plainResolver } from './settled-list.ts';
import { stepAside } from './step-aside.ts';

/** The operation that a plan writes for. */
export interface Writing {
  readonly context: unknown;
  /** Of the list that is written. */
  readonly info: GraphQLResolveInfo;
}

const ownInfos = new WeakSet<GraphQLResolveInfo>();

/** Whether a resolver is called by a plan, which writes what the resolver returns. */
export const isPlanned = (info: GraphQLResolveInfo): boolean => ownInfos.has(info);

const infoOf = (
  { info }: Writing,
  parentType: GraphQLObjectType,
  field: PlannedField & { readonly definition: object },
): GraphQLResolveInfo => {
  const { name, type } = field.definition as NonNullable<PlannedField['definition']>;
  const path = { prev: info.path, key: field.key, typename: parentType.name };
  const own = { ...info, fieldName: name, fieldNodes: field.nodes, returnType: type, parentType, path };
  ownInfos.add(own);
  return own;
};

/** What a resolver returned, where the executor would complete it at once. */
const checkValue = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (isPromise(value)) {
    value.then(undefined, () => undefined);
    stepAside();
  }
  return value instanceof Error ? stepAside() : value;
};

const writeLeaf =
  (type: GraphQLLeafType): Write =>
  (value, out) => {
    const serialized: unknown = type.serialize(value);
    if (serialized === null || serialized === undefined) stepAside();
    out.add(JSON.stringify(serialized));
  };

const writeAbstract = (writing: Writing, type: GraphQLAbstractType, nodes: readonly FieldNode[]): Write => {
  const { context, info } = writing;
  const writers = new Map<string, Write>();
  const writerOf = (name: string): Write => {
    const found = info.schema.getType(name);
    return isObjectType(found) && info.schema.isSubType(type, found) ? writeObject(writing, found, nodes) : stepAside();
  };
  return (value, out) => {
    const name: unknown = type.resolveType?.(value, context, info, type);
    if (typeof name !== 'string') return stepAside();
    const write = writers.get(name) ?? writerOf(name);
    writers.set(name, write);
    write(value, out);
  };
};

const writeItems =
  (write: Write): Write =>
  (value, out) => {
    if (!Array.isArray(value)) return stepAside();
    out.add('[');
    for (let index = 0; index < value.length; index += 1) {
      if (index > 0) out.add(',');
      write(checkValue(value[index]), out);
    }
    out.add(']');
  };

/** Writes values of a type as these nodes select them. */
export const writeType = (writing: Writing, type: GraphQLOutputType, nodes: readonly FieldNode[]): Write => {
  const isRequired = isNonNullType(type);
  const nullable = getNullableType(type);
  const write = writeNullable(writing, nullable, nodes);
  return (value, out) => {
    if (value !== null && value !== undefined) write(value, out);
    else if (isRequired) stepAside();
    else out.add('null');
  };
};

const writeNullable = (
  writing: Writing,
  type: ReturnType<typeof getNullableType<GraphQLOutputType>>,
  nodes: readonly FieldNode[],
): Write => {
  if (isListType(type)) return writeItems(writeType(writing, type.ofType as GraphQLOutputType, nodes));
  if (isLeafType(type)) return writeLeaf(type);
  if (isAbstractType(type)) return writeAbstract(writing, type, nodes);
  return isObjectType(type) ? writeObject(writing, type, nodes) : stepAside();
};

/** Whether a field of this name is selected, on whatever type. */
const createSelects = ({ info }: Writing, type: GraphQLOutputType, nodes: readonly FieldNode[]) => {
  const named = getNamedObjects(info, type);
  return (name: string): boolean =>
    named.some((one) => plannedFields(info, one, nodes).some(({ definition }) => definition?.name === name));
};

const getNamedObjects = ({ schema }: GraphQLResolveInfo, type: GraphQLOutputType): readonly GraphQLObjectType[] => {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return getNamedObjects({ schema } as GraphQLResolveInfo, nullable.ofType);
  if (isAbstractType(nullable)) return schema.getPossibleTypes(nullable);
  return isObjectType(nullable) ? [nullable] : [];
};

const bindField = (writing: Writing, parent: GraphQLObjectType, field: PlannedField, lead: string): Write => {
  const { definition, args, nodes } = field;
  if (definition === null) {
    const text = `${lead}${JSON.stringify(parent.name)}`;
    return (_source, out) => {
      out.add(text);
    };
  }
  if (!isReadAtOnce(parent, definition)) return stepAside();
  const { context } = writing;
  const info = infoOf(writing, parent, { ...field, definition });
  const resolver = plainResolver(definition);
  const complete = writeType(writing, definition.type, nodes);
  const resolve: Write = (source, out) => {
    complete(checkValue(resolver(source, args, context, info)), out);
  };
  const bind = textOf(definition);
  if (bind === undefined) {
    return (source, out) => {
      out.add(lead);
      resolve(source, out);
    };
  }
  const nullable = getNullableType(definition.type);
  const item = isListType(nullable) ? writeType(writing, nullable.ofType, nodes) : (): never => stepAside();
  const bound: BoundField = {
    lead,
    definition,
    args,
    selects: createSelects(writing, definition.type, nodes),
    resolve,
    complete,
    item,
  };
  return bind(bound);
};

const writeObject = (writing: Writing, type: GraphQLObjectType, nodes: readonly FieldNode[]): Write => {
  const { context, info } = writing;
  const fields = plannedFields(info, type, nodes).map((field, index) =>
    bindField(writing, type, field, `${index === 0 ? '{' : ','}${JSON.stringify(field.key)}:`),
  );
  if (fields.length === 0) {
    return (_value, out) => {
      out.add('{}');
    };
  }
  return (value, out) => {
    if (type.isTypeOf != null && type.isTypeOf(value, context, info) !== true) return stepAside();
    for (const write of fields) write(value, out);
    out.add('}');
  };
};
