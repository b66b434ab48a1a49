import type { Design } from '../../graph/design/design.ts';
import { allReadBack, type ReadBack } from '../life.ts';
import type { UserErrorShape } from '../user-error.ts';
import type { WriteCall } from '../write-call.ts';
import type { DesignChange, DesignPlan } from './change.ts';

/** What brings a part of a design back to what a backup holds of it. */
export interface RestoredPart {
  readonly changes: readonly DesignChange[];
  readonly errors?: readonly UserErrorShape[];
  readonly calls: readonly WriteCall<unknown>[];
  /** Calls that delete. They come after those of all parts, so that nothing is deleted where something else fails. */
  readonly deletions?: readonly WriteCall<unknown>[];
  /** What does not come back. */
  readonly losses: readonly string[];
  readonly isDone: (after: Design) => ReadBack;
}

/** A part that is so already. */
export const unchangedPart: RestoredPart = { changes: [], calls: [], losses: [], isDone: () => true };

/** The plan of several parts, in the order in which one needs the other. */
export const uniteParts = (parts: readonly RestoredPart[]): DesignPlan => ({
  changes: parts.flatMap(({ changes }) => changes),
  errors: parts.flatMap(({ errors = [] }) => errors),
  calls: [...parts.flatMap(({ calls }) => calls), ...parts.flatMap(({ deletions = [] }) => deletions)],
  losses: parts.flatMap(({ losses }) => losses),
  isDone: (after) => allReadBack(parts.map(({ isDone }) => isDone(after))),
});
