import type { SandboxProject, StoredRecord } from './project.ts';
import type { SandboxStore } from './store.ts';

interface Server {
  readonly project: SandboxProject;
  readonly store: Pick<SandboxStore, 'variants'>;
}

/** A record's name as REDCap compares it with others (EVIDENCE.md#case-of-record-names). */
export const foldName = ({ store }: Pick<Server, 'store'>, name: string): string =>
  store.variants['record-case'] === 'same' ? name.toLowerCase() : name;

/** The record of a name. */
export const findRecord = (server: Server, name: string): StoredRecord | undefined => {
  const { records } = server.project;
  const found = records.get(name);
  if (found !== undefined || server.store.variants['record-case'] === 'distinct') return found;
  const folded = foldName(server, name);
  return [...records.values()].find((record) => foldName(server, record.name) === folded);
};
