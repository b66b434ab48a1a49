import { tokenNameOf, type CallOptions, type Redcap } from '../redcap/client.ts';
import type { Clock } from '../redcap/clock.ts';
import type { Method } from '../redcap/method.ts';
import { exportLogging } from '../redcap/methods/log.ts';
import { exportMetadata, type MetadataRow } from '../redcap/methods/metadata.ts';
import { digestPolicy, isWhole, type Policy } from './policy.ts';
import { refuseByPolicy } from './refusal.ts';
import { besideOf, type MethodRule, type NarrowedCall } from './rule.ts';
import { methodRuleOf } from './rule-table.ts';
import { readSight, type Sight } from './sight.ts';

/** How a REDCap is narrowed. */
export interface NarrowingOptions {
  readonly policy: Policy;
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds for which it is known what the dictionary marks as identifiers. */
  readonly maxAgeMs: number;
}

interface KeptSight {
  readonly until: number;
  readonly sight: Promise<Sight>;
}

/** What may be seen, by the dictionary as it was a short time ago. A failure is not kept. */
const createSightKeeper = (redcap: Redcap, { policy, clock, maxAgeMs }: NarrowingOptions) => {
  let kept: KeptSight | undefined;
  const keep = (sight: Promise<Sight>): Promise<Sight> => {
    const own = { until: clock.now() + maxAgeMs, sight };
    kept = own;
    sight.catch(() => {
      if (kept === own) kept = undefined;
    });
    return sight;
  };
  const load = async (options: CallOptions): Promise<Sight> =>
    readSight(policy, await redcap.call(exportMetadata, {}, options));
  return {
    sight: (options: CallOptions): Promise<Sight> =>
      kept !== undefined && clock.now() < kept.until ? kept.sight : keep(load(options)),
    /** A whole dictionary that has just come. */
    note: (rows: readonly MetadataRow[]): void => void keep(Promise.resolve(readSight(policy, rows))),
  };
};

/** The rule of a method, which the policy does not refuse. */
const findRule = (name: string, policy: Policy): MethodRule => {
  const rule = methodRuleOf(name);
  const refusal = rule.refusal(policy);
  if (refusal !== null) throw refuseByPolicy(name, refusal);
  return rule;
};

/**
 * The same call, whose costs say how many calls were made, and not how much came. What is taken out of an answer came too. Its
 * size would show whether a filter fits a record that the caller may not see.
 */
const hideSizes = (given: CallOptions | undefined): CallOptions => ({
  ...given,
  onCost: (cost) => given?.onCost?.({ ...cost, bytes: 0, rows: 0 }),
});

/**
 * REDCap as a token with fewer rights would see it: what the policy keeps back does not come, and what it does not allow is
 * refused before anything is sent. Every read and every write goes through here, so that nothing above has to know of
 * policies. Its fingerprint is another one than the token's, so that nothing that is kept by a fingerprint is shared
 * between policies. Only the gate, which is about the token itself, asks for the token's own.
 */
export const narrowRedcap = (redcap: Redcap, options: NarrowingOptions): Redcap => {
  const { policy } = options;
  const keeper = createSightKeeper(redcap, options);

  /** The dictionary itself is not narrowed: it is design. What it says now counts from now on. */
  const noteDictionary = (method: { readonly name: string }, args: unknown, result: unknown): void => {
    if (method.name !== exportMetadata.name || Object.values(args ?? {}).some((value) => value !== undefined)) return;
    // The method's result is rows of the dictionary.
    keeper.note(result as readonly MetadataRow[]);
  };

  const callNarrowed = async <Args, Result>(
    method: Method<Args, Result>,
    args: Args,
    rule: MethodRule,
    given: CallOptions | undefined,
  ): Promise<Result> => {
    if (rule.narrow === undefined && rule.sieve === undefined) return redcap.call(method, args, given);
    const beside = besideOf(given);
    const call: NarrowedCall = {
      method: method.name,
      policy,
      sight: await keeper.sight(beside),
      ask: (other, otherArgs) => redcap.call(other, otherArgs, beside),
    };
    // A rule stands under the name of its method, so that it takes its arguments and gives its result.
    const narrowed = rule.narrow === undefined ? args : ((await rule.narrow(args as never, call)) as Args);
    const result = await redcap.call(method, narrowed, given);
    return rule.sieve === undefined ? result : (rule.sieve(result as never, args as never, call) as Result);
  };

  return {
    fingerprint: `${redcap.fingerprint}.${digestPolicy(policy)}`,
    tokenFingerprint: tokenNameOf(redcap),
    call: async (method, args, given) => {
      const rule = findRule(method.name, policy);
      // The log has details that a policy keeps back though it opens every value.
      if (isWhole(policy) && method.name !== exportLogging.name) return redcap.call(method, args, given);
      const result = await callNarrowed(method, args, rule, isWhole(policy) ? given : hideSizes(given));
      noteDictionary(method, args, result);
      return result;
    },
  };
};
