import { createHash } from 'node:crypto';

/** What a policy may allow. `people` are users, roles and assignments; the design may be read by all who may read. */
export const policyActions = ['read', 'write', 'design', 'people', 'logging'] as const;

/** One of {@link policyActions}. */
export type PolicyAction = (typeof policyActions)[number];

/** What a caller may do in some projects. It narrows what the token behind it may do, and never widens it. */
export interface Policy {
  readonly name: string;
  /** Keys of the projects that it opens. */
  readonly projects: 'all' | readonly string[];
  /** What is not listed is refused. */
  readonly allow: readonly PolicyAction[];
  /** Instruments whose values may be read, and changed where `write` is allowed. */
  readonly instruments: 'all' | readonly string[];
  /** Whether values of fields may be read that the dictionary marks as identifiers. */
  readonly identifiers: boolean;
  /** Unique names of the data access groups whose records may be read. */
  readonly groups: 'all' | readonly string[];
  /** Whether a person without a token of their own may use the project's. */
  readonly serviceToken: boolean;
}

/** Whether every value of a project may be read under a policy. */
export const isWhole = ({ instruments, identifiers, groups }: Policy): boolean =>
  instruments === 'all' && identifiers && groups === 'all';

/** Whether a policy opens a project, by the project's key. */
export const opens = ({ projects }: Policy, key: string): boolean => projects === 'all' || projects.includes(key);

/** Names what a policy allows: policies with one digest allow the same, whatever they are called. */
export const digestPolicy = ({ allow, instruments, identifiers, groups }: Policy): string => {
  const sorted = (names: 'all' | readonly string[]): unknown => (names === 'all' ? names : [...names].sort());
  const text = JSON.stringify([sorted(allow), sorted(instruments), identifiers, sorted(groups)]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
};
