import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLInterfaceType,
  type GraphQLSchema,
} from 'graphql';

/** Draws a value of an arbitrary while a property runs. */
export type Draw = fc.GeneratorValue;

/** Draws one of these. */
export const drawOne = <Value>(draw: Draw, values: readonly Value[]): Value => {
  const index = draw(fc.integer, { min: 0, max: values.length - 1 });
  return values[index] as Value;
};

/** Names of a design, which arguments may name. */
export interface DesignNames {
  readonly fields: readonly string[];
  readonly instruments: readonly string[];
  readonly events: readonly string[];
}

type Holder = GraphQLObjectType | GraphQLInterfaceType;

/** Fields that are not drawn: each download has another address. */
const UNSTEADY = ['downloadUrl'];

/** Variables that every document declares. */
export const VARIABLES = '($yes: Boolean!, $no: Boolean!, $two: Int!, $format: LabelFormat)';
export const variables = { yes: true, no: false, two: 2, format: 'HTML' };

const isHolder = (type: GraphQLNamedType | undefined): type is Holder => isObjectType(type) || isInterfaceType(type);

/**
 * Draws selections of a schema: aliases, fragments, directives, variables, arguments, and what is selected twice. They have
 * `@defer` and `@stream` too where the answer is to come in parts.
 */
export const createDocuments = (draw: Draw, schema: GraphQLSchema, names: DesignNames, isInParts = false) => {
  const fragments: string[] = [];
  let count = 0;
  const one = <Value>(values: readonly Value[]): Value => drawOne(draw, values);
  const chance = (percent: number): boolean => draw(fc.integer, { min: 1, max: 100 }) <= percent;

  const directive = (): string => {
    if (!chance(12)) return '';
    return one([
      ' @include(if: $yes)',
      ' @skip(if: $no)',
      ' @skip(if: true)',
      ' @include(if: $no)',
      ' @include(if: true)',
    ]);
  };

  const defer = (): string =>
    isInParts && chance(35) ? one([' @defer', ' @defer(if: $yes)', ' @defer(if: $no)']) : '';

  const stream = (field: GraphQLField<unknown, unknown>): string => {
    if (!isInParts || !isListType(getNullableType(field.type)) || !chance(40)) return '';
    return one([' @stream', ' @stream(initialCount: 1)', ' @stream(initialCount: $two)', ' @stream(if: $no)']);
  };

  /** The text of an argument's value; null for an argument that is left out. */
  const valueOf = (name: string, type: GraphQLInputType): string | null => {
    if (isNonNullType(type)) return valueOf(name, type.ofType);
    const words = {
      field: names.fields,
      fields: names.fields,
      names: names.instruments,
      instrument: names.instruments,
    };
    const known = { ...words, events: names.events, uniqueEventNames: names.events }[name];
    if (isListType(type)) {
      if (known === undefined || known.length === 0) return null;
      return `[${known
        .filter(() => chance(50))
        .map((each) => JSON.stringify(each))
        .join(', ')}]`;
    }
    if (known !== undefined && known.length > 0) return JSON.stringify(one(known));
    const named = getNamedType(type);
    if (isEnumType(named)) {
      return named.name === 'LabelFormat' && chance(30) ? '$format' : one(named.getValues().map((each) => each.name));
    }
    if (named === GraphQLBoolean) return one(['$yes', '$no', 'true']);
    if (name === 'first') return one(['$two', '1', '0', '3']);
    return isInputObjectType(named) ? null : null;
  };

  const argumentsOf = (args: readonly GraphQLArgument[]): string => {
    const given = args.flatMap((argument) => {
      if (!isNonNullType(argument.type) && chance(60)) return [];
      if (isNonNullType(argument.type) && argument.defaultValue !== undefined && chance(60)) return [];
      const value = valueOf(argument.name, argument.type);
      return value === null ? [] : [`${argument.name}: ${value}`];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  };

  const alias = (): string => {
    count += 1;
    return chance(90) ? `a${String(count)}: ` : `${one(['__proto__', 'toString', 'constructor'])}${String(count)}: `;
  };

  const drawField = (field: GraphQLField<unknown, unknown>, depth: number): string => {
    const type = getNamedType(field.type);
    const below = isCompositeType(type) && isHolder(type) ? ` ${drawSet(type, depth - 1)}` : '';
    const plain = `${field.name}${argumentsOf(field.args)}${directive()}${stream(field)}${below}`;
    const isPlain = field.args.length === 0 && !isHolder(type) && chance(40);
    return isPlain ? plain : `${alias()}${plain}`;
  };

  /** A type that objects of another may be of. */
  const narrow = (type: Holder): Holder => {
    if (isInterfaceType(type)) return one([type, ...schema.getPossibleTypes(type)]);
    return one([type, ...type.getInterfaces()]);
  };

  const drawPart = (type: Holder, depth: number): string => {
    const kind = draw(fc.integer, { min: 1, max: 100 });
    if (kind <= 8) return `${chance(50) ? alias() : ''}__typename${directive()}`;
    if (kind <= 16) return `...${directive()}${defer()} ${drawSet(type, depth)}`;
    if (kind <= 28) {
      const other = narrow(type);
      return `... on ${other.name}${directive()}${defer()} ${drawSet(other, depth)}`;
    }
    if (kind <= 36) {
      const other = narrow(type);
      const name = `F${String(fragments.length + 1)}`;
      fragments.push('');
      fragments[Number(name.slice(1)) - 1] = `fragment ${name} on ${other.name} ${drawSet(other, depth)}`;
      const spread = `...${name}${directive()}${defer()}`;
      return chance(30) ? `${spread} ...${name}` : spread;
    }
    const fields = Object.values(type.getFields()).filter(({ name }) => !UNSTEADY.includes(name));
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const deep = fields.filter((field) => !leaves.includes(field));
    const choice = deep.length > 0 && depth > 0 && (leaves.length === 0 || chance(65)) ? deep : leaves;
    return choice.length === 0 ? '__typename' : drawField(one(choice), depth);
  };

  /** What is selected of a type, in braces. */
  const drawSet = (type: Holder, depth: number): string => {
    const parts = Array.from({ length: draw(fc.integer, { min: 1, max: depth > 0 ? 4 : 2 }) }, () =>
      drawPart(type, depth),
    );
    return `{ ${[...parts, ...(chance(15) ? parts.slice(0, 1) : [])].join(' ')} }`;
  };

  return {
    drawSet: (type: string, depth: number): string => {
      const holder = schema.getType(type);
      if (!isHolder(holder)) throw new Error(`there is no object type ${type}`);
      return drawSet(holder, depth);
    },
    /** The operation with what its fragments are. */
    document: (selection: string): string => `query Q${VARIABLES} ${selection}\n${fragments.join('\n')}`,
  };
};
