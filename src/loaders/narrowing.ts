import type { Design } from '../graph/design/design.ts';

/**
 * What the operator keeps back from a caller of what the token may do. The connection's REDCap sees to it. This says what it
 * will do, for who must know it beforehand.
 */
export interface Narrowing {
  /** Fields and form statuses of a design that do not come. */
  readonly withheldIn: (design: Design) => ReadonlySet<string>;
  /** Why a method of REDCap is refused, by the method's name; null where it may be called. */
  readonly refusalOf: (method: string) => string | null;
  /** Whether anything may be changed at all. */
  readonly mayWrite: boolean;
  /** Whether the details of the log come. */
  readonly mayReadLogDetails: boolean;
}
