import { GraphQLError } from 'graphql';
import type { ASTNode } from 'graphql';
import { codedError } from '../../errors.ts';
import type { ErrorCode } from '../../errors.ts';
import type { InputPath } from './problem.ts';

/** The refusal of an input, at its place in the document. `extensions.argument` joins the way to it by dots. */
export const inputError = (
  message: string,
  {
    node,
    argument,
    code = 'BAD_USER_INPUT',
  }: { node?: ASTNode | undefined; argument?: InputPath | undefined; code?: ErrorCode },
): GraphQLError =>
  new GraphQLError(message, {
    nodes: node ?? null,
    extensions: codedError(code, message, argument === undefined ? {} : { argument: argument.join('.') }).extensions,
  });
