/** Which instance of a repeating instrument or event a reference means. */
export type InstanceReference = number | 'first' | 'last' | 'current' | 'previous' | 'next';

/** A field named in brackets. */
export interface FieldReference {
  readonly field: string;
  /** Checkbox option, by its real code: `[field(code)]`. */
  readonly code?: string;
  /** Unique event name, or one of the smart variables that name an event, such as `first-event-name`. */
  readonly event?: string;
  readonly instance?: InstanceReference;
}

/** A smart variable, for example `[record-name]` or `[survey-date-completed:consent]`. */
export interface SmartReference {
  /** Without the brackets, with its `:parameters`. */
  readonly smart: string;
  readonly event?: string;
  readonly instance?: InstanceReference;
}

/** `=`, `<>` and the orderings; `!=` is read as `<>`. */
export type ComparisonOperator = '=' | '<>' | '>' | '>=' | '<' | '<=';

/** The operators of a chain that is worked from left to right. */
export type ChainOperator = '+' | '-' | '*' | '/';

/** A parsed logic text. */
export type LogicNode =
  /** A number as it was written. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'field'; readonly reference: FieldReference }
  | { readonly kind: 'smart'; readonly reference: SmartReference }
  | { readonly kind: 'negation'; readonly operand: LogicNode }
  | { readonly kind: 'power'; readonly base: LogicNode; readonly exponent: LogicNode }
  /** `a + b - c`: a flat list, so that a long chain needs no deep recursion. */
  | { readonly kind: 'chain'; readonly first: LogicNode; readonly rest: readonly ChainLink[] }
  | {
      readonly kind: 'comparison';
      readonly operator: ComparisonOperator;
      readonly left: LogicNode;
      readonly right: LogicNode;
    }
  /** Two or more conditions. */
  | { readonly kind: 'condition'; readonly operator: 'and' | 'or'; readonly operands: readonly LogicNode[] }
  /** A function by its lower-case name. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly LogicNode[] };

/** One step of a chain. */
export interface ChainLink {
  readonly operator: ChainOperator;
  readonly operand: LogicNode;
}

/** The nodes directly below a node. */
function childrenOf(node: LogicNode): readonly LogicNode[] {
  switch (node.kind) {
    case 'negation':
      return [node.operand];
    case 'power':
      return [node.base, node.exponent];
    case 'chain':
      return [node.first, ...node.rest.map((link) => link.operand)];
    case 'comparison':
      return [node.left, node.right];
    case 'condition':
      return node.operands;
    case 'call':
      return node.arguments;
    case 'number':
    case 'text':
    case 'boolean':
    case 'field':
    case 'smart':
      return [];
  }
}

/** Every field that a logic text names, in the order of the text. A field that is named twice comes twice. */
export function fieldsOf(node: LogicNode): FieldReference[] {
  return node.kind === 'field' ? [node.reference] : childrenOf(node).flatMap(fieldsOf);
}

/** Every smart variable that a logic text names, except smart variables that only qualify a field. */
export function smartVariablesOf(node: LogicNode): SmartReference[] {
  return node.kind === 'smart' ? [node.reference] : childrenOf(node).flatMap(smartVariablesOf);
}
