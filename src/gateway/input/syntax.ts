import { GraphQLError, Lexer, TokenKind } from 'graphql';
import type { Token, Source } from 'graphql';

/** Tokens that hold a text of the caller's: one of them may stand where a value was meant. */
const HOLD_TEXT: ReadonlySet<string> = new Set([
  TokenKind.NAME,
  TokenKind.INT,
  TokenKind.FLOAT,
  TokenKind.STRING,
  TokenKind.BLOCK_STRING,
]);

/** What graphql-js's lexer can fail within, by the character with which it begins. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/"/, 'Syntax Error: A string is not closed, or holds a character or an escape that GraphQL does not allow in it.'],
  [/[-\d.]/, 'Syntax Error: A number is not of a form that GraphQL has. Write it without leading zeros and units.'],
];

/** The token at a position, or where the lexer stops before it. */
const readUntil = (source: Source, position: number): { token: Token; failed: boolean } => {
  const lexer = new Lexer(source);
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (token.start >= position) return { token, failed: false };
    }
    return { token: lexer.token, failed: false };
  } catch (error) {
    if (error instanceof GraphQLError) return { token: lexer.token, failed: true };
    throw error;
  }
};

/** What lies behind a token, without what GraphQL ignores. */
const textBehind = ({ body }: Source, { end }: Token): string =>
  body.slice(end).replace(/^(?:[\s,\uFEFF]|#[^\n\r]*)+/, '');

const sentenceOf = (error: GraphQLError): string => {
  const { source, positions } = error;
  const position = positions?.[0];
  if (source === undefined || position === undefined) return 'Syntax Error: The document is not GraphQL.';
  const { token, failed } = readUntil(source, position);
  if (failed) {
    const [first = ''] = textBehind(source, token);
    const known = beginnings.find(([pattern]) => pattern.test(first));
    return known?.[1] ?? 'Syntax Error: A character stands here that GraphQL does not allow outside of strings.';
  }
  // The other tokens are punctuation, of which graphql-js's own message quotes nothing else.
  return HOLD_TEXT.has(token.kind) ? `Syntax Error: Unexpected ${token.kind}.` : error.message;
};

/** A syntax error in words that quote no text of the document: where a text does not belong, it may be a value. */
export const withoutText = (error: GraphQLError): GraphQLError =>
  new GraphQLError(sentenceOf(error), {
    nodes: null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: error.extensions,
  });
