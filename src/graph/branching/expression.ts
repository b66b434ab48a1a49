/** An operator between two values that are computed or compared. */
export type Arithmetic = '+' | '-' | '*' | '/' | '^';
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/**
 * A logic, parsed. Chains are lists and not trees, so that a long `or` is not a deep one. REDCap's designers write hundreds of
 * terms. Only what they nest by brackets nests here.
 */
export type Expression<Reference> =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression<Reference>[] }
  | {
      readonly kind: 'compare';
      readonly operator: Comparator;
      readonly left: Expression<Reference>;
      readonly right: Expression<Reference>;
    }
  | {
      readonly kind: 'compute';
      readonly first: Expression<Reference>;
      readonly rest: readonly { readonly operator: Arithmetic; readonly operand: Expression<Reference> }[];
    }
  | { readonly kind: 'negate'; readonly operand: Expression<Reference> }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression<Reference>[] };
