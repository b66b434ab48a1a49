import type { Design } from '../../graph/design/design.ts';
import { createBoundedMap } from '../../state/bounded-map.ts';

/** The versions of the parts that a design was built of, by name. */
export type PartVersions = ReadonlyMap<string, string>;

interface Built extends BuiltDesign {
  readonly parts: PartVersions;
  /** Versions that were last found to hold all of these parts. Mostly they are asked about again. */
  checked: PartVersions | null;
}

/** A design, and when it is to be read anew before it is too old. */
export interface BuiltDesign {
  readonly design: Design;
  /** Point on the clock; infinite when nobody has to, or somebody does it. */
  renewAt: number;
}

/**
 * Designs as they were built of rows that are kept elsewhere: to build one takes long, and the rows are seldom new. It is
 * no state: whoever has lost a design builds it anew.
 */
export interface BuiltDesigns {
  /** The design that was built of parts that are all kept still; undefined when there is none. */
  readonly get: (space: string, kept: PartVersions) => BuiltDesign | undefined;
  readonly set: (space: string, built: BuiltDesign, parts: PartVersions) => void;
}

/** About what a field takes in a design, in bytes. */
const BYTES_PER_FIELD = 2_000;
/** Ten of the largest projects, or a few hundred usual ones. */
const MAX_BYTES = 800_000_000;

/** An empty table. */
export const createBuiltDesigns = (now: () => number): BuiltDesigns => {
  const built = createBoundedMap<Built>({ maxBytes: MAX_BYTES, now });
  return {
    get: (space, kept) => {
      const known = built.get(space);
      if (known === undefined || known.checked === kept) return known;
      if (![...known.parts].every(([name, version]) => kept.get(name) === version)) return undefined;
      known.checked = kept;
      return known;
    },
    set: (space, { design, renewAt }, parts) => {
      built.set(space, { design, renewAt, parts, checked: null }, design.fields.length * BYTES_PER_FIELD);
    },
  };
};
