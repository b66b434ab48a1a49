import type { Design } from '../../graph/design/design.ts';
import type { Method } from '../../redcap/method.ts';
import { exportProject, type ProjectRow } from '../../redcap/methods/project.ts';
import { exportRepeatingInstrumentsAndEvents, type RepeatingRow } from '../../redcap/methods/repeating-setup.ts';
import { exportVersion } from '../../redcap/methods/version.ts';
import type { KeptReads } from '../kept-read.ts';
import type { DesignPart } from './design-part.ts';
import { readWithheld } from './export-right.ts';
import { readRepeatingSetup } from './repeating-setup.ts';
import { readDesign, type WholeDesignOptions } from './whole-design.ts';

/** A project's design, each part asked of REDCap once and kept for a short time. */
export interface DesignLoader {
  readonly version: () => Promise<string>;
  readonly project: () => Promise<ProjectRow>;
  readonly design: () => Promise<Design>;
  /**
   * Null without the Project Design right, which REDCap demands for this export, unless the operator has configured what
   * repeats.
   */
  readonly repeating: () => Promise<readonly RepeatingRow[] | null>;
  /**
   * What repeats in this design, by whatever shows it to this token: the design itself, else the project XML. Null where nothing
   * shows it.
   */
  readonly repeatingSetup: (design: Design) => Promise<readonly RepeatingRow[] | null>;
  /**
   * What of this design the token's export rights withhold: field names and `<instrument>_complete`. Looked for once a
   * design and token; empty while the project has no record to see it by.
   */
  readonly withheld: (design: Design) => Promise<ReadonlySet<string>>;
}

export interface DesignLoaderOptions extends WholeDesignOptions {
  /** What the token's rights withhold, by the digest of the design that it was looked for with. */
  readonly rights: KeptReads;
  /** What is kept back from the caller beyond that; nothing unless given. */
  readonly keptBack?: ((design: Design) => ReadonlySet<string>) | undefined;
}

/** Sets of columns by the lists that are kept of them. One list gives one set, by which others key what they know. */
const columnSets = new WeakMap<readonly string[], ReadonlySet<string>>();

const columnSet = (columns: readonly string[]): ReadonlySet<string> => {
  const set = columnSets.get(columns) ?? new Set(columns);
  columnSets.set(columns, set);
  return set;
};

/** Makes the design loader of one project and token. */
export const createDesignLoader = (options: DesignLoaderOptions): DesignLoader => {
  const { configuredRepeating = null, call, parts, rights } = options;

  const part = async <Result>(name: DesignPart, method: Method<undefined, Result>): Promise<Result> =>
    (await parts.read(name, () => call(method, undefined))).value;

  return {
    version: () => part('version', exportVersion),
    project: () => part('project', exportProject),
    design: () => readDesign(options),
    repeating: async () => {
      const load = (): Promise<readonly RepeatingRow[]> => call(exportRepeatingInstrumentsAndEvents, undefined);
      return (await parts.readable('repeating' satisfies DesignPart, load)).value ?? configuredRepeating;
    },
    repeatingSetup: async (design) => {
      if (!design.hasRepeating) return [];
      if (design.rows.repeating !== null) return design.rows.repeating;
      const load = (): Promise<readonly RepeatingRow[] | null> => readRepeatingSetup(design, call);
      return (await parts.read('repeatingXml' satisfies DesignPart, load)).value;
    },
    withheld: async (design) => {
      const { value } = await rights.read(design.digest, async () => [
        ...new Set([...(await readWithheld(design, call)), ...(options.keptBack?.(design) ?? [])]),
      ]);
      return columnSet(value);
    },
  };
};
