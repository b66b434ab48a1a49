import type { Call } from '../call/call.ts';
import type { Parameters } from '../call/parameters.ts';
import { Refusal, invalidValues, missingParameter, refuseParameter } from '../call/refusal.ts';
import type { StoredRecord } from '../state/project.ts';
import type { EventPlace, Layout } from '../state/rows.ts';

/** A parameter that takes one of a few words; the first is its default, for blank ones too. */
export const readOption = <const Word extends string>(
  call: Call,
  name: string,
  words: readonly [Word, ...Word[]],
): Word => {
  const text = (call.parameters.text(name) ?? '').trim();
  if (text === '') return words[0];
  return words.find((word) => word === text) ?? refuseParameter(name);
};

/** `arm` by its number; null when it was not sent, or the project is classic. */
export const readArm = (call: Call, layout: Layout): number | null => {
  const text = (call.parameters.text('arm') ?? '').trim();
  if (text === '' || !layout.longitudinal) return null;
  const arm = layout.events.find((event) => String(event.armNum) === text)?.armNum;
  return arm ?? refuseParameter('arm');
};

/** `event` by its unique name; null when it was not sent, or the project is classic. */
export const readEvent = (call: Call, layout: Layout): EventPlace | null => {
  const text = (call.parameters.text('event') ?? '').trim();
  if (text === '' || !layout.longitudinal) return null;
  const place = [...layout.places.values()].find((candidate) => candidate.event.uniqueEventName === text);
  return place ?? refuseParameter('event');
};

/** `repeat_instance`; null when it was not sent. */
export const readInstance = (call: Call): number | null => {
  const text = (call.parameters.text('repeat_instance') ?? '').trim();
  if (text === '') return null;
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : refuseParameter('repeat_instance');
};

/** The record of this name that the user may see; refused in REDCap's words when there is none. */
const findRecord = ({ project, user }: Call, name: string): StoredRecord => {
  const record = project.records.get(name);
  if (record !== undefined && (user.dagId === null || record.dagId === user.dagId)) return record;
  throw new Refusal(400, `The record "${name}" does not exist`);
};

/** The parameter `record`, which must name one that the user may see. */
export const requireRecord = (call: Call): StoredRecord => {
  const name = (call.parameters.text('record') ?? '').trim();
  if (name === '') throw missingParameter('record');
  return findRecord(call, name);
};

/** The parameter `record`; null when it was not sent or is blank. */
export const readRecord = (call: Call): StoredRecord | null =>
  (call.parameters.text('record') ?? '').trim() === '' ? null : requireRecord(call);

/** The parameter `instrument` by its unique name; null when it was not sent or is blank. */
export const readInstrument = (call: Call): string | null => {
  const name = (call.parameters.text('instrument') ?? '').trim();
  if (name === '') return null;
  const found = call.project.instruments.find((instrument) => instrument.name === name);
  return found?.name ?? refuseParameter('instrument');
};

/** Refuses a list that has values which the project does not know. It names all of them. */
export const refuseUnknown = (
  parameter: string,
  values: readonly string[],
  isKnown: (value: string) => boolean,
): void => {
  const unknown = values.filter((value) => !isKnown(value));
  if (unknown.length > 0) throw invalidValues(parameter, unknown);
};

/** A list that must not be empty, for example the arms to delete. */
export const requireList = (parameters: Parameters, name: string): string[] => {
  const values = [...new Set(parameters.list(name))];
  if (values.length === 0) throw missingParameter(name);
  return values;
};

/** A list of names that must all be known. */
export const requireKnown = (parameters: Parameters, name: string, isKnown: (value: string) => boolean): string[] => {
  const values = requireList(parameters, name);
  refuseUnknown(name, values, isKnown);
  return values;
};
