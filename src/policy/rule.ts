import type { CallOptions, Redcap } from '../redcap/client.ts';
import type { Method } from '../redcap/method.ts';
import { isWhole, type Policy, type PolicyAction } from './policy.ts';
import type { Sight } from './sight.ts';

/** One call under a policy. */
export interface NarrowedCall {
  /** The method's name. */
  readonly method: string;
  readonly policy: Policy;
  /** What of the dictionary may be seen. */
  readonly sight: Sight;
  /** REDCap as the token sees it, for what has to be known first. */
  readonly ask: Redcap['call'];
}

/** Why the policy refuses a method whatever its arguments are; null where it may be called. */
export type Refusal = (policy: Policy) => string | null;

/** What a method is under a policy, for a method of known arguments and result. */
interface RuleParts<Args, Result> {
  /** What is sent under a policy that keeps values back. Throws where the arguments go too far. */
  readonly narrow?: (args: Args, call: NarrowedCall) => Args | Promise<Args>;
  /** What is left of the answer under a policy that keeps values back. */
  readonly sieve?: (result: Result, args: Args, call: NarrowedCall) => Result;
}

/** What a method is under a policy. */
export interface MethodRule {
  readonly refusal: Refusal;
  readonly narrow?: (args: never, call: NarrowedCall) => unknown;
  readonly sieve?: (result: never, args: never, call: NarrowedCall) => unknown;
}

/** The rule of a method, under the method's name. */
export const ruleOf = <Args, Result>(
  { name }: Method<Args, Result>,
  refusal: Refusal,
  parts: RuleParts<Args, Result> = {},
): readonly [string, MethodRule] => [name, { refusal, ...parts }];

/** Sends the arguments as they are, unless a look at them refuses the call. */
export const checkedBy =
  <Args>(check: (args: NoInfer<Args>, call: NarrowedCall) => void | Promise<void>) =>
  async (args: Args, call: NarrowedCall): Promise<Args> => {
    await check(args, call);
    return args;
  };

/** The options of a call that another call needs first: its costs count as the other's, and its time is the other's. */
export const besideOf = (options: CallOptions | undefined): CallOptions => ({
  deadline: options?.deadline,
  onCost: options?.onCost,
  caller: options?.caller,
  isLook: options?.isLook,
});

/** Refuses where the policy lacks one of these actions. */
export const needs =
  (...actions: readonly PolicyAction[]): Refusal =>
  ({ allow }) => {
    const missing = actions.find((action) => !allow.includes(action));
    return missing === undefined ? null : `it needs "${missing}" among what the policy allows.`;
  };

const NOT_WHOLE =
  'it needs a policy that opens all instruments, identifiers and all groups, because REDCap answers it whole or not at all.';

/** Refuses where the policy lacks one of these actions, or keeps anything back. */
export const needsAll =
  (...actions: readonly PolicyAction[]): Refusal =>
  (policy) =>
    needs(...actions)(policy) ?? (isWhole(policy) ? null : NOT_WHOLE);

/** Refuses where the policy lacks one of these actions, or opens some groups alone. */
export const needsEveryGroup =
  (...actions: readonly PolicyAction[]): Refusal =>
  (policy) =>
    needs(...actions)(policy) ??
    (policy.groups === 'all' ? null : 'REDCap cannot answer it for some data access groups alone.');
