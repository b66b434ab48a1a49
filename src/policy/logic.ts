import type { Sight } from './sight.ts';

/** Smart variables that name a place or a number, and hold nothing of what was entered. */
const PLAIN_VARIABLES: ReadonlySet<string> = new Set([
  'record-name',
  'event-name',
  'event-number',
  'arm-number',
  'first-event-name',
  'previous-event-name',
  'next-event-name',
  'last-event-name',
  'current-instance',
  'first-instance',
  'previous-instance',
  'next-instance',
  'last-instance',
]);

/** A unique event name, which ends with its arm. */
const EVENT_NAME = /^\w+_arm_\d+[a-z]*$/;
/** A field, or one option of a checkbox. */
const FIELD = /^([a-z]\w*)(?:\([^()[\]]*\))?$/i;

const isPlain = (reference: string, sight: Sight): boolean => {
  if (/^\d+$/.test(reference) || PLAIN_VARIABLES.has(reference)) return true;
  const name = FIELD.exec(reference)?.[1]?.toLowerCase();
  if (name === undefined) return false;
  return sight.withheld.has(name) ? false : sight.seesField(name) || EVENT_NAME.test(name);
};

/**
 * What stands in brackets in REDCap's logic and is kept back, or may be; null for a logic that looks at nothing of the
 * kind. Whoever filters by a value learns it, so that only what is known to be harmless passes. Every bracket counts, also
 * one in a text in quotes: to refuse too much is safe.
 */
export const findHiddenReference = (logic: string, sight: Sight): string | null => {
  for (let begin = logic.indexOf('['); begin !== -1; begin = logic.indexOf('[', begin + 1)) {
    const end = logic.indexOf(']', begin);
    const reference = logic.slice(begin + 1, end === -1 ? undefined : end).trim();
    if (end === -1 || !isPlain(reference, sight)) return reference;
  }
  return null;
};
