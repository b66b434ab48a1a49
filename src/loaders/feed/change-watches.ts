import type { Clock } from '../../redcap/clock.ts';
import type { KeptValues } from '../../state/kept-values.ts';
import type { Leases } from '../../state/lease.ts';
import type { ChangeSource } from './change.ts';
import { ChangeWatch } from './change-watch.ts';
import { createLookRequests } from './look-request.ts';
import { createWatchPace } from './watch-pace.ts';

/** How often changes are looked for while somebody follows them, in milliseconds. */
export interface WatchTimes {
  /** From one look to the next. */
  readonly pollMs: number;
  /** From one look that somebody has asked for to the next. */
  readonly askedMs: number;
}

/** Whose changes are watched. */
export interface WatchSubject {
  /** Who shares what is kept with whom: REDCap host, token with what is kept back of it, and project. */
  readonly owner: string;
  /** REDCap host and project, whatever the token. */
  readonly project: string;
}

/** Names a project for all who watch it, whatever their token. */
export const nameWatched = ({ host, key }: { readonly host: string; readonly key: string }): string => `${host} ${key}`;

/** How the watches of a gateway stand, for whoever counts and shows it. */
export interface WatchStanding {
  readonly watches: number;
  readonly members: number;
  /** Looks at REDCap since the start. */
  readonly looks: number;
  readonly failedLooks: number;
}

/** The watches of one gateway: one for each token and project whose changes somebody follows. */
export interface ChangeWatches {
  readonly open: (subject: WatchSubject, open: () => ChangeSource) => ChangeWatch;
  /** Has a project looked at soon, by every token whose changes somebody follows in a gateway that shares the state. */
  readonly ask: (project: string) => Promise<void>;
  readonly standing: () => WatchStanding;
}

export interface ChangeWatchesOptions extends WatchTimes {
  readonly leases: Leases;
  /** Where gateways that share it ask each other for looks. */
  readonly values: KeptValues;
  readonly clock: Clock;
}

/** Watches of nothing. */
export const createChangeWatches = ({
  leases,
  values,
  clock,
  pollMs,
  askedMs,
}: ChangeWatchesOptions): ChangeWatches => {
  const requests = createLookRequests(values);
  const watches = new Map<string, { readonly project: string; readonly watch: ChangeWatch }>();
  const looks = { done: 0, failed: 0 };
  return {
    open: ({ owner, project }, open) => {
      const known = watches.get(owner)?.watch;
      if (known !== undefined) return known;
      const watch = new ChangeWatch({
        open,
        pace: createWatchPace({ leases, owner, pollMs, askedMs }),
        requests: requests.of(project, owner),
        clock,
        onLook: (outcome) => {
          looks[outcome] += 1;
        },
        onEnd: () => {
          if (watches.get(owner)?.watch === watch) watches.delete(owner);
        },
      });
      watches.set(owner, { project, watch });
      return watch;
    },
    ask: async (project) => {
      await requests.ask(project);
      for (const one of watches.values()) if (one.project === project) one.watch.hear();
    },
    standing: () => ({
      watches: watches.size,
      members: [...watches.values()].reduce((sum, { watch }) => sum + watch.size, 0),
      looks: looks.done,
      failedLooks: looks.failed,
    }),
  };
};
