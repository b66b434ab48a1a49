import type { Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import type { WriteContext } from '../context.ts';
import type { DesignBackupKind, DesignContent } from './backup.ts';
import { writeDesign, type DesignPlan, type DesignWriteOptions, type DesignWriteResult } from './change.ts';
import { extraArms, extraEvents, restoreArms, restoreEvents } from './restored-event.ts';
import { restoreMappings, restoreRepeating, type RestoredPlaces } from './restored-mapping.ts';
import { restoreMetadata } from './restored-metadata.ts';
import { unchangedPart, uniteParts } from './restored-part.ts';

const placesOf = (design: Design, { metadata, arms, events }: DesignContent): RestoredPlaces => {
  const instruments = metadata?.map(({ form_name }) => form_name) ?? design.instruments.map(({ name }) => name);
  const goneArms = arms === undefined ? [] : extraArms(design, arms);
  const gone = new Set(events === undefined ? [] : extraEvents(design, events, goneArms));
  const stay = design.events.filter((event) => !gone.has(event) && !goneArms.includes(event.armNum));
  const names = events?.map(({ unique_event_name }) => unique_event_name) ?? stay.map((event) => event.uniqueEventName);
  const [forms, places] = [new Set(instruments), new Set(names)];
  return { hasInstrument: (name) => forms.has(name), hasEvent: (name) => places.has(name) };
};

const planRestoration = async (source: ProjectSource, design: Design, content: DesignContent): Promise<DesignPlan> => {
  const { metadata, arms, events, mappings, repeating } = content;
  const places = placesOf(design, content);
  const goneArms = arms === undefined ? [] : extraArms(design, arms);
  return uniteParts([
    metadata === undefined ? unchangedPart : await restoreMetadata(source, design, metadata),
    arms === undefined ? unchangedPart : await restoreArms(source, design, arms),
    events === undefined ? unchangedPart : await restoreEvents(source, design, events, goneArms),
    mappings === undefined ? unchangedPart : await restoreMappings(source, design, mappings, places),
    repeating == null ? unchangedPart : await restoreRepeating(source, design, repeating, places),
  ]);
};

/** What a restoration asks of the caller, beside its backup. */
export type RestorationOptions = Pick<DesignWriteOptions, 'dryRun' | 'expectedRevision' | 'allowDataLoss'>;

const ALL_PARTS = [
  'project',
  'metadata',
  'fieldNames',
  'instruments',
  'arms',
  'events',
  'mappings',
  'repeating',
] as const;

/** Brings a design back to what a backup holds of it. The restoration is a replacing write itself, with a backup of its own. */
export const restoreDesign = (
  context: WriteContext,
  source: ProjectSource,
  backup: { readonly kind: DesignBackupKind; readonly content: DesignContent },
  options: RestorationOptions,
): Promise<DesignWriteResult> =>
  writeDesign(
    context,
    source,
    {
      ...options,
      replaces: backup.kind,
      developmentOnly: backup.kind !== 'REPEATING_INSTRUMENTS_AND_EVENTS',
      longitudinal: (backup.content.mappings?.length ?? 0) > 0,
      reads: ALL_PARTS,
      touches: ALL_PARTS,
    },
    (design) => planRestoration(source, design, backup.content),
  );
