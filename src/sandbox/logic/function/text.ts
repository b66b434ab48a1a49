import { numberAt, textAt } from './definition.ts';
import type { FunctionCall, FunctionGroup } from './definition.ts';

/** Text functions. Searching takes no notice of case; lengths and places count characters, places from 1. */
export const textFunctions: FunctionGroup = {
  contains: { least: 2, most: 2, evaluate: (call) => folded(call, 0).includes(folded(call, 1)) },
  not_contain: { least: 2, most: 2, evaluate: (call) => !folded(call, 0).includes(folded(call, 1)) },
  starts_with: { least: 2, most: 2, evaluate: (call) => folded(call, 0).startsWith(folded(call, 1)) },
  ends_with: { least: 2, most: 2, evaluate: (call) => folded(call, 0).endsWith(folded(call, 1)) },
  find: { least: 2, most: 2, evaluate: find },
  left: { least: 2, most: 2, evaluate: (call) => charactersAt(call, 0).slice(0, countAt(call, 1)).join('') },
  right: { least: 2, most: 2, evaluate: right },
  mid: { least: 3, most: 3, evaluate: mid },
  length: { least: 1, most: 1, evaluate: (call) => charactersAt(call, 0).length },
  trim: { least: 1, most: 1, evaluate: (call) => textAt(call, 0).trim() },
  upper: { least: 1, most: 1, evaluate: (call) => textAt(call, 0).toUpperCase() },
  lower: { least: 1, most: 1, evaluate: (call) => textAt(call, 0).toLowerCase() },
  replace_text: { least: 3, most: 3, evaluate: replaceText },
  concat: { least: 1, most: Infinity, evaluate: (call) => textsFrom(call, 0).join('') },
  concat_ws: { least: 2, most: Infinity, evaluate: concatWithSeparator },
};

const folded = (call: FunctionCall, index: number): string => textAt(call, index).toLowerCase();

const charactersAt = (call: FunctionCall, index: number): string[] => [...textAt(call, index)];

/** A number of characters: whole and not negative. */
const countAt = (call: FunctionCall, index: number): number => Math.max(0, Math.trunc(numberAt(call, index) ?? 0));

const textsFrom = (call: FunctionCall, start: number): string[] =>
  call.arguments.slice(start).map((_, index) => textAt(call, start + index));

/** Place of the first argument in the second; 0 when it is not there. */
function find(call: FunctionCall): number {
  const place = folded(call, 1).indexOf(folded(call, 0));
  return place < 0 ? 0 : [...folded(call, 1).slice(0, place)].length + 1;
}

function right(call: FunctionCall): string {
  const characters = charactersAt(call, 0);
  return characters.slice(Math.max(0, characters.length - countAt(call, 1))).join('');
}

function mid(call: FunctionCall): string {
  const start = Math.max(1, countAt(call, 1)) - 1;
  return charactersAt(call, 0)
    .slice(start, start + countAt(call, 2))
    .join('');
}

function replaceText(call: FunctionCall): string {
  const sought = textAt(call, 1);
  return sought === '' ? textAt(call, 0) : textAt(call, 0).replaceAll(sought, () => textAt(call, 2));
}

/** Blank parts leave no separator behind. */
function concatWithSeparator(call: FunctionCall): string {
  return textsFrom(call, 1)
    .filter((text) => text !== '')
    .join(textAt(call, 0));
}
