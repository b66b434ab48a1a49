import type { CallOptions, Redcap } from '../redcap/client.ts';
import { isWhole, type Policy } from './policy.ts';
import type { Sight } from './sight.ts';

/** One call under a policy. */
export interface NarrowedCall {
  /** The method's name. */
  readonly method: string;
  readonly policy: Policy;
  /** What of the dictionary may be seen; read when it is first asked for. */
  readonly sight: () => Promise<Sight>;
  /** REDCap as the token sees it, with the time and the costs of this call. */
  readonly ask: Redcap['call'];
}

/** What a method is under a policy. */
export interface MethodRule {
  /** Why the policy refuses the method whatever its arguments are; null where it may be called. */
  readonly refusal: (policy: Policy) => string | null;
  /** What is sent under a policy that keeps values back. Throws where the arguments go too far. */
  readonly narrow?: (args: never, call: NarrowedCall) => Promise<unknown>;
  /** What is left of the answer under a policy that keeps values back. */
  readonly sieve?: (result: never, args: never, call: NarrowedCall) => Promise<unknown>;
}

/** The options of a call that another call needs first: its costs count as this one's, and its time is this one's. */
export const beside = (options: CallOptions | undefined): CallOptions => ({
  deadline: options?.deadline,
  onCost: options?.onCost,
});

const NOT_WHOLE =
  'it needs a policy that opens all instruments, identifiers and all groups, because REDCap answers it whole or not at all.';

/** Why a policy refuses what may hold any value of the project; null where it sees all of them. */
export const refuseUnlessWhole = (policy: Policy): string | null => (isWhole(policy) ? null : NOT_WHOLE);
