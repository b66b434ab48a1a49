import type { CallerPolicy } from './caller.ts';

/** Who may call, as it is now. It is replaced as a whole, so that no request sees a part of the old and a part of the new. */
export interface CallerBook {
  /** What it says now. Every request looks here anew. */
  readonly policy: CallerPolicy;
  readonly replace: (next: CallerPolicy) => void;
}

/** A book that begins with a policy. */
export const createCallerBook = (first: CallerPolicy): CallerBook => {
  let current = first;
  return {
    // Whoever holds the policy holds this, which looks at the newest each time.
    policy: new Proxy(first, { get: (_first, name): unknown => Reflect.get(current, name) }),
    replace: (next) => {
      current = next;
    },
  };
};
