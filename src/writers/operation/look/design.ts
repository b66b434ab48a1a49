import type { Design } from '../../../graph/design/design.ts';
import type { DesignPart } from '../../../loaders/design/design-part.ts';
import { deleteArms, importArms, type ArmRow } from '../../../redcap/methods/arm.ts';
import { deleteEvents, importEvents, type ImportEventRow } from '../../../redcap/methods/event.ts';
import { importFormEventMappings, type FormEventMappingRow } from '../../../redcap/methods/form-event-mapping.ts';
import { importMetadata, type MetadataRow } from '../../../redcap/methods/metadata.ts';
import { importProjectSettings, type ImportProjectSettingsArgs } from '../../../redcap/methods/project.ts';
import { importRepeatingInstrumentsAndEvents, type RepeatingRow } from '../../../redcap/methods/repeating-setup.ts';
import { holdsDictionary } from '../../design/metadata-change.ts';
import { holdsSetting } from '../../design/project-settings.ts';
import type { ReadBack, Standing } from '../../life.ts';
import { lookFor, standTogether, type Look, type MethodLook } from './method-look.ts';

interface Rows<Row> {
  readonly rows: readonly Row[];
}

/** Looks at the design, whose parts that the call changes are read anew. */
const inDesign =
  <Args>(parts: readonly DesignPart[], standing: (after: Design, args: Args) => Standing): Look<Args> =>
  async (source, args) => {
    await source.forgetDesign(parts);
    return standing(await source.design(), args);
  };

/** REDCap does not list an arm without events: that it is not there proves nothing. */
const holdsArm = (after: Design, { arm_num, name }: ArmRow): ReadBack => {
  const arm = after.arm(arm_num);
  return arm === undefined ? 'unseen' : arm.name === name;
};

/** Servers without scheduling export no day offsets: of an event without any, no read shows what else was stored. */
const holdsEvent = (after: Design, row: ImportEventRow): ReadBack => {
  const event = after.events.find(({ armNum, eventName }) => armNum === row.arm_num && eventName === row.event_name);
  if (event === undefined) return false;
  const pairs = [
    [row.custom_event_label, event.customEventLabel],
    [row.day_offset, event.dayOffset],
    [row.offset_min, event.offsetMin],
    [row.offset_max, event.offsetMax],
  ];
  if (pairs.every(([sent, now]) => sent === undefined || (sent ?? '') === (now ?? ''))) return true;
  return event.dayOffset === null ? 'unseen' : false;
};

/** A list that is replaced as a whole is as it was sent, or it is not. */
const asAWhole = (isDone: boolean): Standing => (isDone ? 'done' : 'untouched');

const isSameSet = (left: readonly string[], right: readonly string[]): boolean => {
  const [sent, stored] = [new Set(right), new Set(left)];
  return sent.size === stored.size && [...sent].every((key) => stored.has(key));
};

const mappingKey = (event: string, instrument: string): string => JSON.stringify([event, instrument]);

const repeatingKey = (event: string | null, instrument: string, label: string): string =>
  JSON.stringify([event ?? '', instrument, label]);

/** The looks at changes of the design. */
export const designLooks: readonly MethodLook[] = [
  lookFor<Rows<ArmRow>>(
    importArms,
    inDesign(['arms'], (after, { rows }) => standTogether(rows.map((row) => holdsArm(after, row)))),
  ),
  lookFor<{ readonly arms: readonly number[] }>(
    deleteArms,
    inDesign(['arms', 'events', 'mappings', 'repeating'], (after, { arms }) =>
      standTogether(arms.map((number) => after.arm(number) === undefined)),
    ),
  ),
  lookFor<Rows<ImportEventRow>>(
    importEvents,
    inDesign(['arms', 'events', 'mappings', 'repeating'], (after, { rows }) =>
      standTogether(rows.map((row) => holdsEvent(after, row))),
    ),
  ),
  lookFor<{ readonly events: readonly string[] }>(
    deleteEvents,
    inDesign(['arms', 'events', 'mappings', 'repeating'], (after, { events }) =>
      standTogether(events.map((name) => after.event(name) === undefined)),
    ),
  ),
  lookFor<Rows<FormEventMappingRow>>(
    importFormEventMappings,
    inDesign(['mappings', 'repeating'], (after, { rows }) =>
      asAWhole(
        isSameSet(
          after.mappings.map(({ event, instrument }) => mappingKey(event.uniqueEventName, instrument.name)),
          rows.map((row) => mappingKey(row.unique_event_name, row.form)),
        ),
      ),
    ),
  ),
  lookFor<Rows<RepeatingRow>>(
    importRepeatingInstrumentsAndEvents,
    inDesign(['project', 'repeating'], (after, { rows }) =>
      asAWhole(
        isSameSet(
          after.repeating.map(({ event, instrument, customLabel }) =>
            repeatingKey(event?.uniqueEventName ?? null, instrument?.name ?? '', customLabel ?? ''),
          ),
          rows.map((row) => repeatingKey(row.event_name, row.form_name, row.custom_form_label)),
        ),
      ),
    ),
  ),
  lookFor<Rows<MetadataRow>>(
    importMetadata,
    inDesign(['metadata', 'fieldNames', 'instruments', 'mappings', 'repeating'], (after, { rows }) =>
      asAWhole(holdsDictionary(after, rows, [])),
    ),
  ),
  lookFor<ImportProjectSettingsArgs>(
    importProjectSettings,
    inDesign(['project', 'arms', 'events', 'mappings', 'repeating'], (after, args) =>
      standTogether(
        // The entries of an object have its keys as mere texts.
        Object.entries(args).map(([key, value]) => holdsSetting(after, key as keyof ImportProjectSettingsArgs, value)),
      ),
    ),
  ),
];
