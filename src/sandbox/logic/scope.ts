import type { FieldReference } from './node.ts';

/** Where logic is evaluated: what the names in it stand for. */
export interface Scope {
  /** Stored value with a decimal point, '' when blank. `[checkbox(code)]` is '1' or '0'. */
  readonly value: (reference: FieldReference) => string;
  /** A smart variable by its name without brackets; '' where it has no value. */
  readonly smart: (name: string) => string;
  /** The project's missing data codes. */
  readonly missingCodes: ReadonlySet<string>;
  /** Server-local time, for `today` and `now`. */
  readonly now: () => Date;
}
