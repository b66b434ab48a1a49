import { userError, userErrorOf, type UserErrorShape } from './user-error.ts';
import type { Ending } from './life.ts';

/** What is said of a write that is not done, or not known to be. */
export interface Words {
  /** What was to happen, as a clause: "the file was deleted". */
  readonly done: string;
  /** What shows that it did not happen, as a clause: "the file is still there". */
  readonly undone: string;
  /** What the caller does before sending it again: "Look at the field". */
  readonly advice: string;
  /** Where in the input the error belongs; the whole unless given. */
  readonly path?: readonly string[];
}

const LOOKED = "REDCap's answer was lost. The gateway looked several times";

const whyUnknown = ({ sending, standing }: Ending<unknown, unknown>, words: Words): string => {
  if (sending === 'accepted') return 'REDCap accepted it, but the gateway could not read it back.';
  if (sending === 'stopped') return 'REDCap refused it, but the gateway could not read it back.';
  if (standing === 'untouched') return `${LOOKED}, and ${words.undone}. REDCap may still do it.`;
  return `REDCap's answer was lost. Whether ${words.done} is not known.`;
};

/** The error of a write that was sent and may have been done, or may still be. */
const unknown = (ending: Ending<unknown, unknown>, words: Words): UserErrorShape =>
  userError('UNKNOWN_OUTCOME', [], `${whyUnknown(ending, words)} ${words.advice} before you send it again.`, {
    redcapMessage: ending.failure?.redcapMessage ?? null,
  });

/** The error of a write that was done in part. */
const partial = ({ sending, failure }: Ending<unknown, unknown>, words: Words): UserErrorShape => {
  const path = words.path ?? [];
  if (sending === 'accepted') {
    const message = `REDCap accepted it, but ${words.undone}. ${words.advice} before you send it again.`;
    return userError('PARTIAL_WRITE', path, message);
  }
  const why = sending === 'lost' ? "REDCap's answer was lost" : 'REDCap did not do the rest';
  const message = `A part of it was done, and ${why}. ${words.advice} before you send it again.`;
  return userError('PARTIAL_WRITE', path, message, { redcapMessage: failure?.redcapMessage ?? null });
};

/**
 * What a caller reads of the end of a write; nothing when it is done. A fault of the request (a refused token, a wrong
 * address) is thrown on, which happens only where nothing was done.
 */
export const errorsOf = (ending: Ending<unknown, unknown>, words: Words): UserErrorShape[] => {
  switch (ending.outcome) {
    case 'done':
      return [];
    case 'not done':
      return [userErrorOf(ending.failure, [])];
    case 'partly':
      return [partial(ending, words)];
    case 'unknown':
      return [unknown(ending, words)];
  }
};
