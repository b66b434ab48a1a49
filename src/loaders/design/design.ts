import { buildDesign } from '../../graph/design/builder.ts';
import type { Design } from '../../graph/design/design.ts';
import type { Method } from '../../redcap/method.ts';
import { exportArms } from '../../redcap/methods/arm.ts';
import { exportEvents } from '../../redcap/methods/event.ts';
import { exportFieldNames } from '../../redcap/methods/field-name.ts';
import { exportFormEventMappings } from '../../redcap/methods/form-event-mapping.ts';
import { exportInstruments } from '../../redcap/methods/instrument.ts';
import { exportMetadata } from '../../redcap/methods/metadata.ts';
import { exportProject, type ProjectRow } from '../../redcap/methods/project.ts';
import { exportRepeatingInstrumentsAndEvents, type RepeatingRow } from '../../redcap/methods/repeating-setup.ts';
import { exportVersion } from '../../redcap/methods/version.ts';
import type { Clock } from '../../redcap/clock.ts';
import type { Kept } from '../../state/kept-values.ts';
import type { KeptReads } from '../kept-read.ts';
import type { SharedReads } from '../shared-reads.ts';
import type { BuiltDesigns } from './built-design.ts';
import type { DesignPart } from './design-part.ts';
import { readWithheld } from './export-right.ts';
import { readRepeatingSetup } from './repeating-setup.ts';

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

export interface DesignLoaderOptions {
  readonly space: string;
  /** What repeats, as the operator has configured it for a token that may not read it. */
  readonly configuredRepeating?: readonly RepeatingRow[] | undefined;
  /** One call of REDCap, for which no single caller's leaving may abort it: callers share the design. */
  readonly call: <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;
  /** The parts of the design that are kept. */
  readonly parts: KeptReads;
  /** What the token's rights withhold, by the digest of the design that it was looked for with. */
  readonly rights: KeptReads;
  /** What is kept back from the caller beyond that; nothing unless given. */
  readonly keptBack?: ((design: Design) => ReadonlySet<string>) | undefined;
  readonly built: BuiltDesigns;
  readonly reads: SharedReads;
  readonly clock: Clock;
}

/** Reads one part of a design. */
type ReadPart = <Args, Result>(name: DesignPart, method: Method<Args, Result>, args: Args) => Promise<Result>;

/** Reads everything that a design is built of. */
const readRows = async (part: ReadPart, repeating: () => Promise<readonly RepeatingRow[] | null>): Promise<Design> => {
  const project = await part('project', exportProject, undefined);
  const none = Promise.resolve([]);
  const [metadata, fieldNames, instruments, arms, events, mappings, repeatingRows] = await Promise.all([
    part('metadata', exportMetadata, {}),
    part('fieldNames', exportFieldNames, {}),
    part('instruments', exportInstruments, undefined),
    project.is_longitudinal ? part('arms', exportArms, {}) : none,
    project.is_longitudinal ? part('events', exportEvents, {}) : none,
    project.is_longitudinal ? part('mappings', exportFormEventMappings, {}) : none,
    project.has_repeating_instruments_or_events ? repeating() : none,
  ]);
  return buildDesign({
    project,
    metadata,
    fieldNames,
    instruments,
    arms,
    events,
    mappings,
    repeating: repeatingRows,
  });
};

/** Sets of columns by the lists that are kept of them. One list gives one set, by which others key what they know. */
const columnSets = new WeakMap<readonly string[], ReadonlySet<string>>();

const columnSet = (columns: readonly string[]): ReadonlySet<string> => {
  const set = columnSets.get(columns) ?? new Set(columns);
  columnSets.set(columns, set);
  return set;
};

/** Makes the design loader of one project and token. */
export const createDesignLoader = (options: DesignLoaderOptions): DesignLoader => {
  const { space, configuredRepeating = null, call, parts, rights, built, reads, clock } = options;

  const part: ReadPart = async (name, method, args) => (await parts.read(name, () => call(method, args))).value;

  const readRepeating = async (since?: number): Promise<Kept<readonly RepeatingRow[] | null>> => {
    const load = (): Promise<readonly RepeatingRow[]> => call(exportRepeatingInstrumentsAndEvents, undefined);
    const { value, version } = await parts.readable('repeating' satisfies DesignPart, load, since);
    return { value: value ?? configuredRepeating, version };
  };

  /** Reads the parts that are not kept, and builds the design of them. All its parts end at the same moment. */
  const build = async (): Promise<Design> => {
    const since = clock.now();
    const versions = new Map<string, string>();
    const note = <Value>(name: DesignPart, { value, version }: Kept<Value>): Value => {
      versions.set(name, version);
      return value;
    };
    const design = await readRows(
      async (name, method, args) => note(name, await parts.read(name, () => call(method, args), since)),
      async () => note('repeating', await readRepeating(since)),
    );
    built.set(space, design, versions);
    return design;
  };

  return {
    version: () => part('version', exportVersion, undefined),
    project: () => part('project', exportProject, undefined),
    design: async () => {
      const kept = await parts.versions();
      const known = built.get(space, kept);
      if (known !== undefined) return known;
      return reads.run(JSON.stringify([space, 'design', await parts.epoch()]), undefined, build, () => undefined);
    },
    repeating: async () => (await readRepeating()).value,
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
