import { hash as digestOf, timingSafeEqual } from 'node:crypto';
import type { FindTrigger } from '../gateway/trigger.ts';
import { nameWatched, type ChangeWatches } from '../loaders/feed/change-watches.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import type { Clock } from '../redcap/clock.ts';
import { deriveKey } from '../secret-key.ts';

/** The secret in the address of a project's trigger: the same in all gateways with the same secret. */
const triggerSecretOf = (secret: Uint8Array, project: string): string =>
  deriveKey(secret, 'data entry trigger', project).toString('base64url');

/** The path of a project's trigger. */
export const triggerPathOf = (secret: Uint8Array, project: string): string =>
  `/projects/${project}/trigger/${triggerSecretOf(secret, project)}`;

/** How often triggers of one project ask for a look, however many come. Another pace decides when the look is made. */
const REST_MS = 1_000;

/** Passes on the first of many calls at once, and one more for all that come in the time after it. */
const createRest = (clock: Clock, act: () => void): (() => void) => {
  let [isResting, isOwed] = [false, false];
  const call = (): void => {
    isOwed = isResting;
    if (isResting) return;
    isResting = true;
    act();
    clock.after(REST_MS, () => {
      isResting = false;
      if (isOwed) call();
    });
  };
  return call;
};

const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(digestOf('sha256', given, 'buffer'), digestOf('sha256', expected, 'buffer'));

/** What triggers are made with. */
export interface TriggerOptions {
  readonly secret: Uint8Array;
  /** The projects of the configuration. */
  readonly configured: () => readonly ProjectConnection[];
  readonly watches: Pick<ChangeWatches, 'ask'>;
  readonly clock: Clock;
}

/** The triggers of all configured projects. Each asks for a look by whoever follows the project's changes. */
export const createTriggers = ({ secret, configured, watches, clock }: TriggerOptions): FindTrigger => {
  const rests = new Map<string, () => void>();
  return (project, given) => {
    if (!isSame(given, triggerSecretOf(secret, project))) return null;
    const names = new Set(configured().flatMap((one) => (one.key === project ? nameWatched(one) : [])));
    if (names.size === 0) return null;
    return () => {
      for (const name of names) {
        const rest = rests.get(name) ?? createRest(clock, () => void watches.ask(name));
        rests.set(name, rest);
        rest();
      }
    };
  };
};
