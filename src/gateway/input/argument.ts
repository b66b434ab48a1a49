import { GraphQLError, Kind, TokenKind } from 'graphql';
import type { ASTNode, Token } from 'graphql';
import { inputError } from './error.ts';

const VALUES: ReadonlySet<string> = new Set([
  Kind.VARIABLE,
  Kind.NULL,
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
]);

/** The name before a value's colon, which is that of its argument. */
const nameBefore = ({ loc }: ASTNode): string | undefined => {
  for (let token: Token | null | undefined = loc?.startToken.prev; token; token = token.prev) {
    if (token.kind === TokenKind.NAME) return token.value;
    if (token.kind !== TokenKind.COLON && token.kind !== TokenKind.COMMENT) return undefined;
  }
  return undefined;
};

/**
 * The refusal of an argument that only its variables made unfit, while the operation ran; undefined for other errors. Such
 * an error of graphql-js points at the argument's value, prints it, and has no code.
 */
export const explainArgument = (error: GraphQLError): GraphQLError | undefined => {
  const [node] = error.nodes ?? [];
  if (node === undefined || !VALUES.has(node.kind) || error.extensions['code'] !== undefined) return undefined;
  const name = nameBefore(node);
  const message = `${name ?? 'This argument'}: a variable is null or missing where a value is needed.`;
  const { extensions } = inputError(message, { node, argument: name === undefined ? undefined : [name] });
  return new GraphQLError(message, { nodes: node, path: error.path ?? null, extensions });
};
