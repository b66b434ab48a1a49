import type { KeptValues } from '../../state/kept-values.ts';
import type { ListedRows } from './listed-row.ts';
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

/** A list as plain data, and back. */
interface PlainForm<List, Plain> {
  readonly write: (list: List) => Plain;
  readonly read: (plain: Plain) => List;
}

/** {@link RecordNames} as plain data. Most records have the same rows as others, so that each kind of rows stands once. */
export interface PlainNames {
  readonly names: readonly string[];
  readonly kinds: readonly ListedRows[];
  /** Of each name the place of its rows among the kinds. */
  readonly kindOf: readonly number[];
  readonly withheld: readonly string[];
}

/** Names as they were read of plain data, which is the same object as long as a state in memory keeps it. */
const read = new WeakMap<PlainNames, RecordNames>();

/** Writes names as plain data. */
export const writeNames = (list: RecordNames): PlainNames => {
  const { names, rows, withheld } = list;
  const kinds = new Map<ListedRows, number>();
  const kindOf = names.map((name) => {
    const kind = rows.get(name) ?? '';
    const number = kinds.get(kind) ?? kinds.size;
    kinds.set(kind, number);
    return number;
  });
  const plain = { names, kinds: [...kinds.keys()], kindOf, withheld };
  read.set(plain, list);
  return plain;
};

/** Reads names of plain data. */
export const readNames = (plain: PlainNames): RecordNames => {
  const { names, kinds, kindOf, withheld } = plain;
  const known = read.get(plain);
  if (known !== undefined) return known;
  const rows = new Map(names.map((name, index) => [name, kinds[kindOf[index] ?? 0] ?? '']));
  const list = { names, rows, withheld };
  read.set(plain, list);
  return list;
};

const asTheyAre: PlainForm<InstanceList, InstanceList> = { write: (list) => list, read: (list) => list };

export interface ProjectListsOptions {
  readonly values: KeptValues;
  /** Whose lists these are: REDCap host, token and project. */
  readonly space: string;
  /** With 0 nothing is kept. */
  readonly maxAgeMs: number;
}

/** The lists of one project and token. */
export const createProjectLists = ({ values, space, maxAgeMs }: ProjectListsOptions): ProjectLists => {
  const keptLists = <List, Plain>(kind: string, form: PlainForm<List, Plain>): KeptLists<List> => {
    const nameOf = (query: string): string => `${kind} ${query}`;
    const anew: KeptLists<List>['anew'] = async (query, make) => {
      const epoch = await values.epoch(space);
      const list = await make();
      await values.set(space, nameOf(query), form.write(list), { maxAgeMs, ifEpoch: epoch });
      return list;
    };
    return {
      anew,
      continued: async (query, make) => {
        const kept = await values.get<Plain>(space, nameOf(query));
        return kept === null ? anew(query, make) : form.read(kept.value);
      },
    };
  };
  return {
    names: keptLists('names', { write: writeNames, read: readNames }),
    instances: keptLists('instances', asTheyAre),
    forget: () => values.forget(space),
  };
};
