import { GraphQLError, Kind, Lexer, Source, TokenKind, parse } from 'graphql';
import type { DocumentNode, FieldNode, FragmentDefinitionNode, ParseOptions, SelectionSetNode } from 'graphql';
import { withoutText } from './input/syntax.ts';
import type { Limits } from './limits.ts';
import { refuse } from './refusal.ts';

/** The fragments of a document by name. */
type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** What a selection set amounts to once its fragments are spread. */
interface Measure {
  depth: number;
  aliases: number;
  directives: number;
  selections: number;
  /** Fields of the set's own level, through fragments. */
  fields: number;
}

const OPENING: ReadonlySet<string> = new Set([TokenKind.PAREN_L, TokenKind.BRACKET_L, TokenKind.BRACE_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.PAREN_R, TokenKind.BRACKET_R, TokenKind.BRACE_R]);

const tooComplex = (what: string, most: number): GraphQLError =>
  refuse('OPERATION_TOO_COMPLEX', `The operation has more than ${most} ${what}. Ask for less at a time.`);

/** Counts tokens and nesting before the parser, which is recursive, sees the text. */
const checkText = (source: Source, limits: Limits): void => {
  const lexer = new Lexer(source);
  let tokens = 0;
  let nesting = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    tokens += 1;
    if (tokens > limits.tokens) throw tooComplex('tokens', limits.tokens);
    if (OPENING.has(token.kind)) nesting += 1;
    if (CLOSING.has(token.kind)) nesting -= 1;
    if (nesting > limits.nesting) throw tooComplex('brackets inside each other', limits.nesting);
  }
};

/** Adds up selection sets, each fragment once, so that fragments which spread each other cost no more than their text. */
const createMeasurer = (fragments: Fragments): ((set: SelectionSetNode) => Measure) => {
  const known = new Map<string, Measure>();

  const measureFragment = (name: string): Measure => {
    const earlier = known.get(name);
    if (earlier !== undefined) return earlier;
    const nothing: Measure = { depth: 0, aliases: 0, directives: 0, selections: 0, fields: 0 };
    // While it is being measured a fragment counts nothing: a cycle ends here, and validation names it afterwards.
    known.set(name, nothing);
    const fragment = fragments.get(name);
    if (fragment === undefined) return nothing;
    const measure = measureSet(fragment.selectionSet);
    measure.directives += fragment.directives?.length ?? 0;
    known.set(name, measure);
    return measure;
  };

  const measureSet = (set: SelectionSetNode): Measure => {
    const sum: Measure = { depth: 0, aliases: 0, directives: 0, selections: 0, fields: 0 };
    const add = (measure: Measure): void => {
      sum.depth = Math.max(sum.depth, measure.depth);
      sum.aliases += measure.aliases;
      sum.directives += measure.directives;
      sum.selections += measure.selections;
      sum.fields += measure.fields;
    };
    for (const selection of set.selections) {
      sum.selections += 1;
      sum.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD) add(measureFragment(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(measureSet(selection.selectionSet));
      else {
        const inner = selection.selectionSet === undefined ? undefined : measureSet(selection.selectionSet);
        add({
          depth: 1 + (inner?.depth ?? 0),
          aliases: (selection.alias === undefined ? 0 : 1) + (inner?.aliases ?? 0),
          directives: inner?.directives ?? 0,
          selections: inner?.selections ?? 0,
          fields: 1,
        });
      }
    }
    return sum;
  };

  return measureSet;
};

/** Fields of some selection sets by the name under which they are answered, through fragments. */
const groupFields = (sets: readonly SelectionSetNode[], fragments: Fragments): Map<string, FieldNode[]> => {
  const groups = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const group = groups.get(name);
        if (group === undefined) groups.set(name, [selection]);
        else group.push(selection);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) collect(fragment.selectionSet);
      }
    }
  };
  sets.forEach(collect);
  return groups;
};

/**
 * Counts the pairs that the rule "fields in set can merge" may compare, and stops above the limit.
 * The rule's time is quadratic in equally named fields: a short document can keep a server busy for minutes.
 */
const checkComparisons = (root: SelectionSetNode, fragments: Fragments, limits: Limits): void => {
  let pairs = 0;
  // A cycle of fragments would go on for ever: no valid document is deeper than its depth limit.
  const visit = (sets: readonly SelectionSetNode[], depth: number): void => {
    if (depth > limits.depth) return;
    for (const group of groupFields(sets, fragments).values()) {
      pairs += (group.length * (group.length - 1)) / 2;
      if (pairs > limits.comparisons) throw tooComplex('pairs of fields of one name', limits.comparisons);
      const inner = group.flatMap((field) => (field.selectionSet === undefined ? [] : [field.selectionSet]));
      if (inner.length > 0) visit(inner, depth + 1);
    }
  };
  visit([root], 1);
};

const checkDocument = (document: DocumentNode, limits: Limits): void => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measureSet = createMeasurer(fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const measure = measureSet(definition.selectionSet);
    const directives = measure.directives + (definition.directives?.length ?? 0);
    if (measure.depth > limits.depth) throw tooComplex('fields inside each other', limits.depth);
    if (measure.aliases > limits.aliases) throw tooComplex('aliases', limits.aliases);
    if (directives > limits.directives) throw tooComplex('directives', limits.directives);
    if (measure.selections > limits.selections) throw tooComplex('selections', limits.selections);
    if (definition.kind === Kind.OPERATION_DEFINITION && measure.fields > limits.rootFields) {
      throw tooComplex('root fields', limits.rootFields);
    }
    checkComparisons(definition.selectionSet, fragments, limits);
  }
};

/** Reads a text within the limits. The errors of lexer and parser have positions, and those of the limits have codes. */
const parseText = (source: Source, limits: Limits, options: ParseOptions | undefined): DocumentNode => {
  try {
    checkText(source, limits);
    return parse(source, options);
  } catch (error) {
    throw error instanceof GraphQLError && error.positions !== undefined ? withoutText(error) : error;
  }
};

/**
 * graphql's `parse` for documents of strangers: refuses with `OPERATION_TOO_COMPLEX` what would be costly to parse,
 * to validate or to execute. The result depends on the text alone and may be cached by it.
 */
export const createDocumentParser =
  (limits: Limits) =>
  (text: string | Source, options?: ParseOptions): DocumentNode => {
    const source = typeof text === 'string' ? new Source(text) : text;
    const document = parseText(source, limits, options);
    checkDocument(document, limits);
    return document;
  };
