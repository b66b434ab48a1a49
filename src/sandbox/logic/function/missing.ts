import { textAt } from './definition.ts';
import type { FunctionCall, FunctionGroup } from './definition.ts';

/** Functions about blanks and missing data codes. A checkbox without a code stands for all its checked codes. */
export const missingFunctions: FunctionGroup = {
  isblankormissingcode: { least: 1, most: 1, evaluate: (call) => textAt(call, 0) === '' || isMissingCode(call) },
  isblanknotmissingcode: { least: 1, most: 1, evaluate: (call) => textAt(call, 0) === '' },
  ismissingcode: { least: 1, most: 1, evaluate: isMissingCode },
  hasmissingcode: { least: 2, most: Infinity, evaluate: hasMissingCode },
};

const codesIn = (text: string): string[] =>
  text
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');

function isMissingCode(call: FunctionCall): boolean {
  return codesIn(textAt(call, 0)).some((code) => call.scope.missingCodes.has(code));
}

function hasMissingCode(call: FunctionCall): boolean {
  const asked = new Set(call.arguments.slice(1).flatMap((_, index) => codesIn(textAt(call, index + 1))));
  return codesIn(textAt(call, 0)).some((code) => asked.has(code) && call.scope.missingCodes.has(code));
}
