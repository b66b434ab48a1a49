import type { DesignPart } from './design/design-part.ts';
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

/** What the calls of a project make forgotten. Whoever follows its changes hears of its writes. */
export const createMemory = (
  kept: KeptProject,
  forgetRecords: () => void,
  askWatches: () => Promise<void>,
): ProjectMemory<DesignPart> & Pick<ProjectSource, 'readAnew' | 'forgetDesign'> => {
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
    forgetReads,
    forgetToken: async () => {
      forgetRecords();
      await dropKept(kept);
    },
    readAnew: async () => {
      forgetRecords();
      await Promise.all([parts.advance(), records.advance()]);
    },
  };
};
