import { buildDesign } from '../../graph/design/builder.ts';
import type { Design } from '../../graph/design/design.ts';
import type { Clock } from '../../redcap/clock.ts';
import type { Method } from '../../redcap/method.ts';
import { exportArms } from '../../redcap/methods/arm.ts';
import { exportEvents } from '../../redcap/methods/event.ts';
import { exportFieldNames } from '../../redcap/methods/field-name.ts';
import { exportFormEventMappings } from '../../redcap/methods/form-event-mapping.ts';
import { exportInstruments } from '../../redcap/methods/instrument.ts';
import { exportMetadata } from '../../redcap/methods/metadata.ts';
import { exportProject } from '../../redcap/methods/project.ts';
import { exportRepeatingInstrumentsAndEvents, type RepeatingRow } from '../../redcap/methods/repeating-setup.ts';
import type { Kept } from '../../state/kept-values.ts';
import { orWithheld, type KeptReads } from '../kept-read.ts';
import type { Call } from '../project-call.ts';
import type { SharedReads } from '../shared-reads.ts';
import type { BuiltDesign, BuiltDesigns } from './built-design.ts';
import type { DesignPart } from './design-part.ts';

export interface WholeDesignOptions {
  readonly space: string;
  /** What repeats, as the operator has configured it for a token that may not read it. */
  readonly configuredRepeating?: readonly RepeatingRow[] | undefined;
  /** One call of REDCap, for which no single caller's leaving may abort it: callers share the design. */
  readonly call: Call;
  /** The same for what no request waits for, so that it is no part of what one costs. */
  readonly callUnasked: Call;
  /** The parts of the design that are kept. */
  readonly parts: KeptReads;
  readonly built: BuiltDesigns;
  readonly reads: SharedReads;
  readonly clock: Clock;
}

/** Of its age, after how much a design is read anew that somebody still asks for. */
const RENEWED_AFTER = 3 / 4;

/** When a design that was read `since` then is to be read anew. */
const renewalOf = ({ maxAgeMs }: KeptReads, since: number): number => since + maxAgeMs * RENEWED_AFTER;

/** Reads one part of a design. */
type ReadPart = <Args, Result>(name: DesignPart, method: Method<Args, Result>, args: Args) => Promise<Result>;

/** Reads everything that a design is built of. */
const readParts = async (
  { configuredRepeating }: WholeDesignOptions,
  part: ReadPart,
  repeating: () => Promise<readonly RepeatingRow[] | null>,
): Promise<Design> => {
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
    repeating: repeatingRows ?? configuredRepeating ?? null,
  });
};

/**
 * Reads the parts that are not kept, and builds the design of all. All parts that it reads end at the same moment. What repeats is
 * kept as REDCap gave it, and null where REDCap withholds it.
 */
const build = async (options: WholeDesignOptions): Promise<Design> => {
  const { space, call, parts, built, clock } = options;
  const since = clock.now();
  const versions = new Map<string, string>();
  // Several gateways may share the parts. One that has read some of them reads the whole anew.
  let renewAt = Number.POSITIVE_INFINITY;
  const load: Call = (method, args) => {
    renewAt = renewalOf(parts, since);
    return call(method, args);
  };
  const note = <Value>(name: DesignPart, { value, version }: Kept<Value>): Value => {
    versions.set(name, version);
    return value;
  };
  const design = await readParts(
    options,
    async (name, method, args) => note(name, await parts.read(name, () => load(method, args), since)),
    async () => {
      const loadRepeating = () => load(exportRepeatingInstrumentsAndEvents, undefined);
      const kept = await parts.readable('repeating' satisfies DesignPart, loadRepeating, since);
      return note('repeating', kept);
    },
  );
  built.set(space, { design, renewAt }, versions);
  return design;
};

/** Reads all parts, whether they are kept or not, and keeps them and the design in place of those before. */
const renew = async (options: WholeDesignOptions): Promise<void> => {
  const { space, callUnasked, parts, built, clock } = options;
  const [since, epoch] = [clock.now(), await parts.epoch()];
  const answers = new Map<DesignPart, unknown>();
  const note = <Value>(name: DesignPart, value: Value): Value => {
    answers.set(name, value);
    return value;
  };
  const design = await readParts(
    options,
    async (name, method, args) => note(name, await callUnasked(method, args)),
    async () => note('repeating', await orWithheld(() => callUnasked(exportRepeatingInstrumentsAndEvents, undefined))),
  );
  const versions = await parts.replace(answers, since, epoch);
  // The design was changed meanwhile: what was read may be of before.
  if (versions === null) return;
  built.set(space, { design, renewAt: renewalOf(parts, since) }, versions);
};

/** Begins to read a design anew before it is too old. One try is made; then it is read when it is too old. */
const keepFresh = (known: BuiltDesign, options: WholeDesignOptions): void => {
  if (options.clock.now() < known.renewAt) return;
  known.renewAt = Number.POSITIVE_INFINITY;
  renew(options).catch(() => undefined);
};

/**
 * The design of a project, whose parts are kept for a short time. While somebody asks for it, it is read anew before it is too old, so
 * that nobody waits for that.
 */
export const readDesign = async (options: WholeDesignOptions): Promise<Design> => {
  const { space, parts, built, reads } = options;
  const known = built.get(space, await parts.versions());
  if (known === undefined) {
    return reads.run({ key: JSON.stringify([space, 'design', await parts.epoch()]) }, () => build(options));
  }
  keepFresh(known, options);
  return known.design;
};
