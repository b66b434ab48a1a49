import { isTrue } from '../value.ts';
import { valueAt } from './definition.ts';
import type { FunctionGroup } from './definition.ts';

/** `if(condition, then, else)`; the branch that is not taken is not worked out. */
export const conditionalFunctions: FunctionGroup = {
  if: {
    least: 3,
    most: 3,
    evaluate: (call) => call.arguments[isTrue(valueAt(call, 0)) ? 1 : 2]?.(call.codes) ?? '',
  },
};
