import type { Design, EventNode, FieldNode, InstrumentNode, RepeatKind } from '../../graph/design/design.ts';
import { repeatKindOf } from '../../graph/design/repeat-kind.ts';
import { isLabel } from '../../graph/dictionary/label.ts';
import { inferRepeatKind } from '../../graph/record/layout.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** REDCap keeps instance numbers in a small integer. */
export const LAST_INSTANCE = 32_767;

type Path = readonly string[];
type Problems = UserErrorShape[];

/** How an instrument repeats in an event, given whether the caller names an instance. */
export type RepeatKindOf = (event: EventNode | null, instrument: string, namesInstance: boolean) => RepeatKind;

/** Names in a sentence, the first twenty of many. */
export const listed = (names: readonly string[]): string =>
  names.length > 20 ? `${names.slice(0, 20).join(', ')} and ${String(names.length - 20)} more` : names.join(', ');

/** The instrument with this unique name; with a label in its place, the problem names the instrument meant. */
export const checkInstrument = (
  design: Design,
  name: string,
  path: Path,
  problems: Problems,
): InstrumentNode | undefined => {
  const instrument = design.instrument(name);
  if (instrument !== undefined) return instrument;
  const meant = design.instruments.filter(({ label }) => isLabel(label, name)).map((candidate) => candidate.name);
  const hint =
    meant.length > 0 ? `This is the label of ${listed(meant)}.` : 'Project.instruments lists those there are.';
  problems.push(userError('NOT_FOUND', path, `There is no instrument with this unique name. ${hint}`));
  return undefined;
};

/** The field with this name. The problem says where a checkbox's column was given in its place. */
export const checkField = (design: Design, name: string, path: Path, problems: Problems): FieldNode | undefined => {
  const field = design.field(name);
  if (field !== undefined) return field;
  const base = design.fieldOfColumn(name)?.field.fieldName;
  const ofStatus = design.instruments.some(({ statusColumn }) => statusColumn === name);
  const hint =
    base !== undefined
      ? `It is a column of the checkbox ${base}: give that name, and the codes in \`checked\`.`
      : ofStatus
        ? 'It is the status of an instrument: give it as `status`.'
        : 'Project.metadata lists those there are.';
  problems.push(userError('NOT_FOUND', path, `There is no field with this name. ${hint}`));
  return undefined;
};

/** The event that a place names, designated for the instrument; null in a classic project, undefined with a problem. */
export const checkEvent = (
  design: Design,
  instrument: InstrumentNode,
  name: string | null | undefined,
  path: Path,
  problems: Problems,
): EventNode | null | undefined => {
  const refuse = (code: 'VALIDATION' | 'NOT_FOUND' | 'NOT_LONGITUDINAL', message: string): undefined => {
    problems.push(userError(code, path, message));
  };
  const designated = listed(design.eventsOf(instrument.name).map(({ uniqueEventName }) => uniqueEventName));
  const choice = designated === '' ? 'It is designated for none.' : `It is designated for ${designated}.`;
  if (!design.isLongitudinal) {
    if (name === null || name === undefined) return null;
    return refuse('NOT_LONGITUDINAL', 'The project is classic: it has no events. Leave the event out.');
  }
  if (name === null || name === undefined) {
    return refuse('VALIDATION', `The project is longitudinal: say in which event ${instrument.name} is. ${choice}`);
  }
  const event = design.event(name);
  if (event === undefined) {
    const meant = design.events.filter(({ eventName }) => eventName === name).map((other) => other.uniqueEventName);
    const hint = meant.length > 0 ? `This is the label of ${listed(meant)}.` : 'Project.events lists those there are.';
    return refuse('NOT_FOUND', `There is no event with this unique name. ${hint}`);
  }
  if (design.instrumentsOf(event).includes(instrument)) return event;
  return refuse('VALIDATION', `${instrument.name} is not designated for ${event.uniqueEventName}. ${choice}`);
};

/** What a caller says of the instance. */
export interface InstanceInput {
  readonly repeatInstance?: number | null | undefined;
  readonly newInstance?: boolean | null | undefined;
}

/** Whether the caller names an instance at all. */
export const namesInstance = ({ repeatInstance, newInstance }: InstanceInput): boolean =>
  (repeatInstance ?? null) !== null || newInstance === true;

/**
 * The instance that a place names, null where nothing repeats or a new one is wanted; undefined with a problem. `canBeNew`: the caller may ask for a new one.
 */
export const checkInstance = (
  kind: RepeatKind,
  instrument: string,
  input: InstanceInput,
  path: Path,
  problems: Problems,
  canBeNew: boolean,
): number | null | undefined => {
  const instance = input.repeatInstance ?? null;
  const isNew = input.newInstance === true;
  const refuse = (at: 'repeatInstance' | 'newInstance', message: string): undefined => {
    problems.push(userError('VALIDATION', [...path, at], message));
  };
  const wish = canBeNew ? 'give repeatInstance, or newInstance: true' : 'give repeatInstance';
  if (kind === 'NONE') {
    if (!isNew && instance === null) return null;
    return refuse(
      isNew ? 'newInstance' : 'repeatInstance',
      `${instrument} does not repeat there: leave the instance out.`,
    );
  }
  const what = kind === 'EVENT' ? 'The event repeats' : `${instrument} repeats there`;
  if (isNew && instance !== null) return refuse('newInstance', `${what}: ${wish}, not both.`);
  if (isNew) return null;
  if (instance === null) return refuse('repeatInstance', `${what}: ${wish}.`);
  if (instance >= 1 && instance <= LAST_INSTANCE) return instance;
  return refuse('repeatInstance', `Instances are numbered from 1 to ${String(LAST_INSTANCE)}.`);
};

/** The records that are written or read, and the instruments in them. */
export interface TouchedPlaces {
  readonly records: readonly string[];
  readonly instruments: readonly string[];
}

/** How instruments repeat as these records alone show it: the rows of their instances. */
const seenIn = async (
  source: ProjectSource,
  design: Design,
  { records, instruments }: TouchedPlaces,
): Promise<Design['repeatKind']> => {
  const statuses = instruments.flatMap((name) => design.instrument(name)?.statusColumn ?? []);
  const fields = [...new Set([design.recordIdField.fieldName, ...statuses])];
  const args = { fields, exportBlankForGrayFormStatus: true };
  return inferRepeatKind(await source.exportNamed(source.read, [...new Set(records)], args));
};

/**
 * How instruments repeat. What a token without the Project Design right may not read is in the operator's configuration or in
 * the project XML. Where neither shows it, only the touched records are looked at. Where they show nothing either, a caller who
 * names an instance is believed: REDCap refuses the whole import when that is wrong.
 */
export const learnRepeatKinds = async (
  source: ProjectSource,
  design: Design,
  touched: TouchedPlaces,
): Promise<RepeatKindOf> => {
  const setup = await source.repeatingSetup(design);
  if (setup !== null) return setup === design.rows.repeating ? design.repeatKind : repeatKindOf(setup);
  const seen = await seenIn(source, design, touched);
  return (event, instrument, named) => {
    const kind = seen(event, instrument);
    return kind === 'NONE' && named ? 'INSTRUMENT' : kind;
  };
};
