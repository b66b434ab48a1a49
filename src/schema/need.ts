import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Design, FieldNode, InstrumentNode } from '../graph/design/design.ts';
import type { Need } from '../graph/need.ts';
import { readAtOnce } from '../plan/mark.ts';
import type { DesignTarget } from './target.ts';

/** The part of each record that a selection is about. */
export interface RecordPart {
  readonly design: Design;
  readonly instruments: readonly InstrumentNode[];
  /** Unique event names; null for all, and in a classic project. */
  readonly events: ReadonlySet<string> | null;
  /** The fields whose values are selected; none above a selection of values. */
  readonly fields: readonly FieldNode[];
}

/** Arguments of a field, with variables and defaults filled in. */
export type FieldArgs = Readonly<Record<string, unknown>>;

/** What a field needs of a record. It stands beside the field, in the field's `extensions`. */
export interface FieldNeed {
  /**
   * The part that the field and all that is selected below it are about. Left out where nothing below is read from the
   * record's rows. Null where the design has moved on since the schema was made, and there is nothing to ask for.
   */
  readonly part?: (args: FieldArgs, around: RecordPart, target: DesignTarget | null) => RecordPart | null;
  /** What the field itself needs of its part, or of the part around it; nothing unless given. */
  readonly need?: (part: RecordPart) => Need;
}

type Holder = GraphQLObjectType | GraphQLInterfaceType;

/** The key under which `extensions` hold a {@link FieldNeed}. */
const NEED = 'redcapNeed';

/** The `extensions` of a field that needs this. What it needs has come when it is resolved, so that it resolves at once. */
export const needs = (need: FieldNeed): typeof readAtOnce & { readonly [NEED]: FieldNeed } => ({
  [NEED]: need,
  ...readAtOnce,
});

/** The `extensions` of a field whose object comes with what is known of every record, or with what its parent asks for. */
export const needsNothing = needs({});

/** The `extensions` of a field that passes on to its selection what the field's own type is about. */
export const needsSelection = needs({ part: (_args, around) => around });

/** What a field says that it needs; null when it says nothing. */
export const needOf = ({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): FieldNeed | null =>
  (extensions[NEED] as FieldNeed | undefined) ?? null;

const fieldsOf = (holder: Holder): GraphQLField<unknown, unknown>[] => Object.values(holder.getFields());

/** Types below a field that is about a part of a record. */
const holdersBelow = (schema: GraphQLSchema, holder: Holder): Holder[] =>
  fieldsOf(holder).flatMap((field): Holder[] => {
    const type = getNamedType(field.type);
    if (needOf(field)?.part === undefined) return [];
    if (isInterfaceType(type)) return [type, ...schema.getPossibleTypes(type)];
    return isObjectType(type) ? [type] : [];
  });

/** All types whose fields must say what they need: those of which a field does, and those below such a field. */
const holdersOf = (schema: GraphQLSchema): ReadonlySet<Holder> => {
  const all = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  const saying = all.filter((holder) => fieldsOf(holder).some((field) => needOf(field) !== null));
  return new Set([...saying, ...saying.flatMap((holder) => holdersBelow(schema, holder))]);
};

/** Fields of records, as `Type.field`, that do not say what they need: they would be null, whatever REDCap has. */
export const fieldsWithoutNeed = (schema: GraphQLSchema): string[] =>
  [...holdersOf(schema)].flatMap((holder) =>
    fieldsOf(holder)
      .filter((field) => needOf(field) === null)
      .map(({ name }) => `${holder.name}.${name}`),
  );

/** The schema, when all its fields of records say what they need; else an error that names those that do not. */
export const checkNeeds = (schema: GraphQLSchema): GraphQLSchema => {
  const silent = fieldsWithoutNeed(schema);
  if (silent.length === 0) return schema;
  throw new Error(`These fields do not say what they need of a record (src/schema/need.ts): ${silent.join(', ')}.`);
};
