import { getNamedType, isInputType, typeFromAST } from 'graphql';
import type { ASTVisitor, GraphQLInputType, ValidationContext, ValueNode } from 'graphql';
import { inputError } from './error.ts';
import { expectedBy } from './expectation.ts';
import { givenLiteral } from './given.ts';
import { findProblems, writePlace } from './problem.ts';
import type { InputPath } from './problem.ts';

/** Where a literal begins: the field, directive or variable that has it, and the name of its argument. */
interface LiteralPlace {
  readonly start: string;
  readonly argument: string | null;
}

/** `where.and[0].date` of the field `records` as `records(where.and[0].date)`; `$first` of a default as it is. */
const describePlace = ({ start, argument }: LiteralPlace, path: InputPath): string =>
  argument === null ? writePlace(start, path) : `${start}(${writePlace(argument, path)})`;

/** A scalar with a form of its own takes the literal for input; a literal that is of no GraphQL type is a fault of the document. */
const codeOf = (type: GraphQLInputType): 'BAD_USER_INPUT' | 'GRAPHQL_VALIDATION_FAILED' =>
  expectedBy(getNamedType(type)) === undefined ? 'GRAPHQL_VALIDATION_FAILED' : 'BAD_USER_INPUT';

/**
 * The rule "values of correct type", in words that quote no value: a literal of the document may be of a participant, and
 * graphql-js prints what it could not use. Each error has its place in the document and its argument.
 */
export const createLiteralRule =
  (most: number, showsSchema: boolean) =>
  (context: ValidationContext): ASTVisitor => {
    const check = (value: ValueNode, type: GraphQLInputType, place: LiteralPlace): void => {
      for (const problem of findProblems(givenLiteral(value), type, { showsSchema, most })) {
        const { path, sentence, node = value } = problem;
        const argument = place.argument === null ? undefined : [place.argument, ...path];
        const code = codeOf(problem.type);
        context.reportError(inputError(`${describePlace(place, path)}: ${sentence}`, { node, argument, code }));
      }
    };
    return {
      Argument(node) {
        const argument = context.getArgument();
        if (!argument) return;
        const directive = context.getDirective();
        const start = directive ? `@${directive.name}` : (context.getFieldDef()?.name ?? '');
        check(node.value, argument.type, { start, argument: argument.name });
      },
      VariableDefinition({ variable, type, defaultValue }) {
        const wanted = typeFromAST(context.getSchema(), type);
        if (defaultValue === undefined || !isInputType(wanted)) return;
        check(defaultValue, wanted, { start: `$${variable.name.value}`, argument: null });
      },
    };
  };
