import { visit } from 'graphql';
import type { DirectiveNode, DocumentNode, FieldNode, FragmentSpreadNode, InlineFragmentNode } from 'graphql';
import { repeatsStreamedList } from './repeated-list.ts';

/** Where a document can have a directive that cuts its answer into parts. */
export type PartPlace = FieldNode | FragmentSpreadNode | InlineFragmentNode;

/** A document with directives that cut its answer into parts. */
export interface PartedDocument {
  /** The fields and fragments that have such a directive. */
  readonly places: readonly PartPlace[];
  /** The same document without such directives: its answer comes at once. */
  readonly whole: DocumentNode;
  /** Whether it selects a list with `@stream` once more. Only a valid document can be asked. */
  readonly repeatsList: () => boolean;
}

/** Whether a directive cuts the answer into parts. */
export const isPartDirective = ({ name }: DirectiveNode): boolean => name.value === 'defer' || name.value === 'stream';

const cut = (document: DocumentNode): PartedDocument | null => {
  const places: PartPlace[] = [];
  const note = (node: PartPlace): undefined => {
    if (node.directives?.some(isPartDirective) === true) places.push(node);
    return undefined;
  };
  const whole = visit(document, {
    Field: { enter: note },
    FragmentSpread: { enter: note },
    InlineFragment: { enter: note },
    Directive: { enter: (node) => (isPartDirective(node) ? null : undefined) },
  });
  let repeats: boolean | undefined;
  const repeatsList = (): boolean => (repeats ??= repeatsStreamedList(document));
  return places.length === 0 ? null : { places, whole, repeatsList };
};

/** What was found in a document, for as long as the document is kept. */
const known = new WeakMap<DocumentNode, { readonly parted: PartedDocument | null }>();

/** What a document says of parts; null when it says nothing of them. */
export const readParts = (document: DocumentNode): PartedDocument | null => {
  const found = known.get(document);
  if (found !== undefined) return found.parted;
  const parted = cut(document);
  known.set(document, { parted });
  return parted;
};
