import type { DesignPart } from './design/design-part.ts';
import type { Clock } from '../redcap/clock.ts';
import { dropKept, openKeptProject, type KeptProject } from './kept-project.ts';
import type { ProjectMemory } from './project-call.ts';
import type { ProjectSource, ProjectSourceOptions } from './project-source.ts';

/** What is kept of a project; a connection that lasts is asked about once. */
export const keptOf = (options: ProjectSourceOptions): KeptProject => {
  const { connection, stores, clock } = options;
  const kept = stores.opened.get(connection) ?? openKeptProject({ ...stores, clock, ...connection });
  stores.opened.set(connection, kept);
  return kept;
};

/** A design that is younger was read after whatever made it doubtful, or hardly before. */
const DOUBT_MS = 10_000;

/** What the calls of a project make forgotten. Whoever follows its changes hears of its writes. */
export const createMemory = (
  kept: KeptProject,
  forgetRecords: () => void,
  askWatches: () => Promise<void>,
  clock: Clock,
): ProjectMemory<DesignPart> & Pick<ProjectSource, 'readAnew' | 'forgetDesign' | 'doubtDesign'> => {
  const { parts, rights, records, lists } = kept;
  const forgetDesign: ProjectSource['forgetDesign'] = async (names) => {
    await Promise.all([parts.forget(names), rights.forget(), records.advance()]);
  };
  const forgetReads = async (): Promise<void> => {
    forgetRecords();
    await Promise.all([forgetDesign(), lists.forget()]);
  };
  return {
    epoch: records.epoch,
    afterWrite: async (changed) => {
      forgetRecords();
      const forgetting = changed.length > 0 ? forgetDesign(changed) : records.advance();
      await Promise.all([forgetting, lists.forget(), askWatches()]);
    },
    forgetDesign,
    doubtDesign: async () => {
      const now = clock.now();
      if (now - kept.doubtedAt < DOUBT_MS) return;
      kept.doubtedAt = now;
      await forgetDesign();
    },
    forgetReads,
    forgetToken: async () => {
      forgetRecords();
      await dropKept(kept);
    },
    readAnew: async () => {
      forgetRecords();
      await records.advance();
    },
  };
};
