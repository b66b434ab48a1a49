import type { Design } from '../graph/design/design.ts';
import { mayReadDetails } from './place-rule.ts';
import type { Policy } from './policy.ts';
import { methodRuleOf } from './rule-table.ts';
import { readSight } from './sight.ts';

/** What a policy keeps back, for who must know it before a call. */
export interface PolicyNarrowing {
  readonly withheldIn: (design: Design) => ReadonlySet<string>;
  readonly refusalOf: (method: string) => string | null;
  readonly mayWrite: boolean;
  readonly mayReadLogDetails: boolean;
}

/** What is known beforehand of how a policy narrows a project. */
export const createNarrowing = (policy: Policy): PolicyNarrowing => {
  const known = new WeakMap<Design, ReadonlySet<string>>();
  return {
    withheldIn: (design) => {
      const withheld = known.get(design) ?? readSight(policy, design.rows.metadata).withheld;
      known.set(design, withheld);
      return withheld;
    },
    refusalOf: (method) => methodRuleOf(method).refusal(policy),
    mayWrite: policy.allow.includes('write') || policy.allow.includes('design'),
    mayReadLogDetails: mayReadDetails(policy),
  };
};
