import type { InputField, InputFields, InputType } from './graph-type.ts';

type TypeName = InputField['type'];

/** The description of a filter that has no rules of its own. */
export const allMustHold = 'A value matches when all the given operators match.';

/** The operators of equality; `what` is one value, in words. */
export const equality = (type: TypeName, what: string): InputFields => ({
  eq: { type, description: `Equal to this ${what}.` },
  ne: { type, description: `Not equal to this ${what}. A blank value is not equal to it either.` },
});

/** The operator that takes several values. */
export const membership = (type: TypeName, what: string): InputFields => ({
  in: { type, isList: true, description: `Equal to one of these values. The list holds at least one ${what}.` },
});

/** The operators of an order. */
export const ordering = (type: TypeName): InputFields => ({
  gt: { type, description: 'Greater or later than this. A blank value never matches.' },
  gte: { type, description: 'Equal to this, greater or later. A blank value never matches.' },
  lt: { type, description: 'Less or earlier than this. A blank value never matches.' },
  lte: { type, description: 'Equal to this, less or earlier. A blank value never matches.' },
});

/** The operator that every kind has. */
export const blankness: InputFields = {
  isBlank: { type: 'Boolean', description: 'True: nothing is stored. False: something is.' },
};

/** The operator of kinds whose fields may store a missing data code. */
export const missingness: InputFields = {
  missingDataCode: { type: 'String', description: 'This missing data code is stored in place of a value.' },
};

/** The filter of a kind that has an order. */
export const orderedFilter = (name: string, type: TypeName, what: string): InputType => ({
  name,
  description: allMustHold,
  fields: { ...equality(type, what), ...membership(type, what), ...ordering(type), ...blankness, ...missingness },
});
