import type { Design, EventNode } from '../../graph/design/design.ts';
import { eventOrError } from './event.ts';
import { userError, type UserErrorShape } from '../user-error.ts';

/** Either the unique name, or arm number and label, for events made in the same request. */
export interface EventRefInput {
  readonly uniqueEventName?: string | null | undefined;
  readonly armNum?: number | null | undefined;
  readonly eventName?: string | null | undefined;
}

/** The event that a reference means. */
export const findEventByReference = (
  design: Design,
  reference: EventRefInput,
  path: readonly string[],
): EventNode | UserErrorShape => {
  const { uniqueEventName, armNum, eventName } = reference;
  const byPlace = typeof armNum === 'number' && typeof eventName === 'string';
  if (typeof uniqueEventName === 'string' && typeof armNum !== 'number' && typeof eventName !== 'string') {
    return eventOrError(design, uniqueEventName, [...path, 'uniqueEventName']);
  }
  if (!byPlace || typeof uniqueEventName === 'string') {
    return userError('VALIDATION', path, 'Give either uniqueEventName, or armNum and eventName together.');
  }
  const found = design.events.filter((event) => event.armNum === armNum && event.eventName === eventName.trim());
  if (found.length > 1) {
    return userError(
      'VALIDATION',
      path,
      `Several events of arm ${String(armNum)} have this label: ${found.map((event) => event.uniqueEventName).join(', ')}. Give the unique name.`,
    );
  }
  return (
    found[0] ??
    userError('NOT_FOUND', path, `There is no event with this label in arm ${String(armNum)} of the project.`)
  );
};
