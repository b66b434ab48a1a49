import type { KeptValues } from '../../state/kept-values.ts';
import type { InstanceList, RecordNames } from './query.ts';

/** Makes a list, by asking REDCap. */
export type MakeList<List> = () => Promise<List>;

/**
 * Lists by their queries, kept while a caller pages through them: each further page costs one export, and pages neither
 * skip nor repeat anything while others enter data. Names and places only, never values.
 */
export interface KeptLists<List> {
  /** A new list, which is kept unless something was written meanwhile. */
  readonly anew: (query: string, make: MakeList<List>) => Promise<List>;
  /** The list as it is kept; null where it is not. */
  readonly kept: (query: string) => Promise<List | null>;
  /** The list as it is kept; else a new one. */
  readonly continued: (query: string, make: MakeList<List>) => Promise<List>;
}

/** Lists of one project and token. */
export interface ProjectLists {
  readonly names: KeptLists<RecordNames>;
  readonly instances: KeptLists<InstanceList>;
  /** Forgets all: after a write, and when REDCap refuses the token. */
  readonly forget: () => Promise<void>;
}

export interface ProjectListsOptions {
  readonly values: KeptValues;
  /** Whose lists these are: REDCap host, token and project. */
  readonly space: string;
  /** With 0 nothing is kept. */
  readonly maxAgeMs: number;
}

/** The lists of one project and token. */
export const createProjectLists = ({ values, space, maxAgeMs }: ProjectListsOptions): ProjectLists => {
  const keptLists = <List>(kind: string): KeptLists<List> => {
    const nameOf = (query: string): string => `${kind} ${query}`;
    const anew: KeptLists<List>['anew'] = async (query, make) => {
      const epoch = await values.epoch(space);
      const list = await make();
      await values.set(space, nameOf(query), list, { maxAgeMs, ifEpoch: epoch });
      return list;
    };
    const kept: KeptLists<List>['kept'] = async (query) =>
      (await values.get<List>(space, nameOf(query)))?.value ?? null;
    return { anew, kept, continued: async (query, make) => (await kept(query)) ?? anew(query, make) };
  };
  return {
    names: keptLists('names'),
    instances: keptLists('instances'),
    forget: () => values.forget(space),
  };
};
