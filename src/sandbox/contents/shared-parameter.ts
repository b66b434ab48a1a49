import { Refusal } from '../call/answer.ts';
import type { Call } from '../call/call.ts';
import type { EventPlace, Layout } from '../state/rows.ts';

/** Refuses a value that a parameter does not take, in REDCap's words for all of them. */
export const refuseParameter = (name: string): never => {
  throw new Refusal(400, `The value of the parameter "${name}" is not valid`);
};

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
