import type { Call } from '../call/call.ts';
import { refuseParameter } from '../call/refusal.ts';

/**
 * A parameter that takes one of a few words, in any case (EVIDENCE.md#words-of-parameters). The first word is the default,
 * for a blank too.
 */
export const readOption = <const Word extends string>(
  call: Call,
  name: string,
  words: readonly [Word, ...Word[]],
): Word => {
  const text = (call.parameters.text(name) ?? '').trim();
  if (text === '') return words[0];
  return words.find((word) => word.toLowerCase() === text.toLowerCase()) ?? refuseParameter(name);
};
