import { conditionalFunctions } from './conditional.ts';
import { dateFunctions } from './date.ts';
import type { LogicFunction } from './definition.ts';
import { missingFunctions } from './missing.ts';
import { numericFunctions } from './numeric.ts';
import { textFunctions } from './text.ts';

const functions: ReadonlyMap<string, LogicFunction> = new Map(
  [conditionalFunctions, dateFunctions, numericFunctions, textFunctions, missingFunctions].flatMap((group) =>
    Object.entries(group),
  ),
);

/** The function of this name, in any case; undefined when REDCap has none. */
export const functionNamed = (name: string): LogicFunction | undefined => functions.get(name.toLowerCase());

/** The names of all functions. */
export const functionNames: readonly string[] = [...functions.keys()];
