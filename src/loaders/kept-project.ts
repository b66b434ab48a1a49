import type { Clock } from '../redcap/clock.ts';
import { tokenNameOf, type Redcap } from '../redcap/client.ts';
import type { State } from '../state/state.ts';
import { createUnlistedArms, type UnlistedArms } from './design/unlisted-arm.ts';
import { createChangeStore, type ChangeStore } from './feed/change-store.ts';
import { createEpochs, createKeptReads, type Epochs, type KeptReads } from './kept-read.ts';
import { createBatchSize, type BatchSize } from './record/batch-size.ts';
import { createProjectLists, type ProjectLists } from './record/kept-list.ts';
import type { SharedReads } from './shared-reads.ts';
import type { Turns } from './turn.ts';

/** How long what was read is kept, in milliseconds. */
export interface KeepingTimes {
  readonly designMs: number;
  /** Which columns a token may export. */
  readonly rightsMs: number;
  /** Lists that a caller pages through; 0 keeps none. */
  readonly listMs: number;
}

/** Everything of a project that is kept between requests. */
export interface KeptProject {
  /** REDCap's address with the fingerprint of the token alone. */
  readonly token: string;
  /** Who shares what is kept with whom: REDCap host, token with what is kept back of it, and project. */
  readonly owner: string;
  readonly parts: KeptReads;
  readonly rights: KeptReads;
  /** Names what was read of records, up to the next write. No write of a record makes what is read of the design outdated. */
  readonly records: Epochs;
  readonly lists: ProjectLists;
  readonly changes: ChangeStore;
  readonly size: BatchSize;
  readonly unlistedArms: UnlistedArms;
  /** When the design was last forgotten because REDCap had refused something: a point on the clock. */
  doubtedAt: number;
}

/** A project, and where what is read of it is kept. */
export interface KeptProjectOptions {
  readonly host: string;
  readonly key: string;
  readonly redcap: Pick<Redcap, 'fingerprint' | 'tokenFingerprint'>;
  readonly state: State;
  readonly keep: KeepingTimes;
  readonly reads: SharedReads;
  /** Looks for changes, one after another. */
  readonly looks: Turns;
  readonly clock: Clock;
}

/** Opens what is kept of a project. Nothing is read. */
export const openKeptProject = (options: KeptProjectOptions): KeptProject => {
  const { state, keep, reads, clock } = options;
  const token = `${options.host} ${tokenNameOf(options.redcap)}`;
  // What a policy keeps back is not in its space, so that one caller's answers are never another's.
  const owner = `${options.host} ${options.redcap.fingerprint} ${options.key}`;
  const kept = { values: state.kept.design, reads, clock };
  return {
    token,
    owner,
    parts: createKeptReads({ ...kept, space: owner, maxAgeMs: keep.designMs }),
    rights: createKeptReads({ ...kept, space: `${owner} rights`, maxAgeMs: keep.rightsMs }),
    records: createEpochs(state.kept.design, `${owner} records`),
    lists: createProjectLists({ values: state.kept.list, space: owner, maxAgeMs: keep.listMs }),
    changes: createChangeStore({
      values: state.kept.register,
      feeds: state.feeds,
      turns: options.looks,
      space: owner,
      maxAgeMs: keep.listMs,
    }),
    size: createBatchSize(state.kept.lookup, owner),
    unlistedArms: createUnlistedArms(state.kept.lookup, owner),
    doubtedAt: Number.NEGATIVE_INFINITY,
  };
};

/** Drops all that a token saw of a project, because the token is good for nothing any more. */
export const dropKept = async ({ parts, rights, records, lists, changes }: KeptProject): Promise<void> => {
  await Promise.all([parts.forget(), rights.forget(), records.advance(), lists.forget(), changes.drop()]);
};
