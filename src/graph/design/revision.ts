import { createHash } from 'node:crypto';
import type { DesignRows } from './design.ts';

/** The two names of a design by its content. */
export interface DesignHashes {
  /** `r-` and 12 hex digits, for people and for comparing a project with itself. */
  readonly revision: string;
  /** 64 hex digits, over the columns of exports too: for comparing the designs of projects that distrust each other. */
  readonly digest: string;
}

/**
 * SHA-256 over the design: dictionary, instruments, arms, events without the ids of the server, designations, repeating setup,
 * and the project settings that shape data. The title, notes, status and dates of a project are not design. Where the order
 * of REDCap's rows has no meaning, the rows are sorted first.
 *
 * The author of a dictionary can make two revisions of 48 bits equal. Whatever projects share is therefore found by digest.
 */
export const hashDesign = (rows: DesignRows): DesignHashes => {
  const project = rows.project;
  const design = {
    settings: {
      is_longitudinal: project.is_longitudinal,
      has_repeating_instruments_or_events: project.has_repeating_instruments_or_events,
      surveys_enabled: project.surveys_enabled,
      scheduling_enabled: project.scheduling_enabled,
      record_autonumbering_enabled: project.record_autonumbering_enabled,
      randomization_enabled: project.randomization_enabled,
      secondary_unique_field: project.secondary_unique_field,
      custom_record_label: project.custom_record_label,
      missing_data_codes: project.missing_data_codes,
    },
    metadata: rows.metadata,
    instruments: rows.instruments,
    arms: sortCanonically(rows.arms),
    // The order of events means something within an arm; that of the arms does not.
    events: [...rows.events].sort((a, b) => a.arm_num - b.arm_num).map(({ event_id: _, ...event }) => event),
    mappings: sortCanonically(rows.mappings),
    repeating: rows.repeating === null ? null : sortCanonically(rows.repeating),
  };
  const hash = createHash('sha256').update(canonicalJson(design));
  const revision = `r-${hash.copy().digest('hex').slice(0, 12)}`;
  const columns = canonicalJson(sortCanonically(rows.fieldNames));
  return { revision, digest: hash.update(columns).digest('hex') };
};

const sortCanonically = (rows: readonly unknown[]): string[] => rows.map(canonicalJson).sort();

/** JSON with the keys of every object in order, so that equal values make equal text. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
