import type { Call } from '../call/call.ts';
import { refuseParameter } from '../call/refusal.ts';
import type { EventPlace, Layout } from '../state/rows.ts';

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
