import { GraphQLError, Kind, OperationTypeNode, getNullableType, isListType } from 'graphql';
import type { ASTVisitor, DirectiveNode, ValidationContext, ValidationRule } from 'graphql';
import { isPartDirective } from './directive.ts';

const refuseAt = (context: ValidationContext, node: DirectiveNode, message: string): void => {
  context.reportError(new GraphQLError(`@${node.name.value} ${message}`, { nodes: node }));
};

/** A label names one part of the answer: it stands in the document itself, and once. */
const labels: ValidationRule = (context): ASTVisitor => {
  const used = new Set<string>();
  return {
    Directive: (node) => {
      const label = node.arguments?.find(({ name }) => name.value === 'label')?.value;
      if (!isPartDirective(node) || label === undefined || label.kind === Kind.NULL) return;
      if (label.kind !== Kind.STRING) refuseAt(context, node, 'has a label that is a variable. Write it as a string.');
      else if (used.has(label.value))
        refuseAt(context, node, 'has a label that another directive has. Give it its own.');
      else used.add(label.value);
    },
  };
};

/** Only a list has items that could come one after another. */
const lists: ValidationRule = (context): ASTVisitor => ({
  Directive: (node) => {
    const definition = node.name.value === 'stream' ? context.getFieldDef() : undefined;
    if (definition == null || isListType(getNullableType(definition.type))) return;
    refuseAt(context, node, `stands at ${definition.name}, which is no list.`);
  },
});

/** The fields of a mutation run one after another, and none of them may wait for the client. */
const roots: ValidationRule = (context): ASTVisitor => {
  const check = ({ directives = [] }: { readonly directives?: readonly DirectiveNode[] | undefined }): undefined => {
    const parent = context.getParentType();
    if (parent == null || parent !== context.getSchema().getMutationType()) return undefined;
    for (const node of directives.filter(isPartDirective))
      refuseAt(context, node, 'cannot stand at the root of a mutation.');
    return undefined;
  };
  return { Field: check, InlineFragment: check, FragmentSpread: check };
};

const directivesOf = (
  context: ValidationContext,
  part: Parameters<ValidationContext['getRecursiveVariableUsages']>[0],
) => {
  const sets = [part.selectionSet, ...context.getRecursivelyReferencedFragments(part).map((one) => one.selectionSet)];
  return sets.flatMap((set) => collectDirectives(set.selections));
};

type Selections = Parameters<ValidationContext['getFragmentSpreads']>[0]['selections'];

const collectDirectives = (selections: Selections): DirectiveNode[] =>
  selections.flatMap((node) => [
    ...(node.directives ?? []),
    ...('selectionSet' in node && node.selectionSet !== undefined
      ? collectDirectives(node.selectionSet.selections)
      : []),
  ]);

/** Each event of a subscription is an answer of its own, and comes at once. */
const events: ValidationRule = (context): ASTVisitor => ({
  OperationDefinition: (operation) => {
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
    for (const node of directivesOf(context, operation).filter(isPartDirective)) {
      refuseAt(context, node, 'cannot stand in a subscription.');
    }
  },
});

/** What a document with `@defer` and `@stream` has to satisfy, beside the rules of every document. */
export const partRules: readonly ValidationRule[] = [labels, lists, roots, events];
