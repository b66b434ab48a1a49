import type { ScalarName } from './graph-type.ts';
import type { OwnInput } from './kind.ts';

/** The value is a scalar whose text is what REDCap stores, or what the writer makes that of. */
export const scalarInput = (type: ScalarName, toText: (value: unknown) => string = String): OwnInput => ({
  type,
  toText,
  toInput: (value) => ({ value: toText(value) }),
});
