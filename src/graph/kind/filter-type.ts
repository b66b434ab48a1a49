import type { InputField, InputFields, InputType } from './graph-type.ts';

type TypeName = InputField['type'];

/** What the description of a filter says when there is no more to it. */
export const allMustHold = 'All that is given must hold.';

/** The operators of equality; `what` is one value, in words. */
export const equality = (type: TypeName, what: string): InputFields => ({
  eq: { type, description: `Equal to this ${what}.` },
  ne: { type, description: `Not equal to this ${what}; so is a blank.` },
});

/** The operator that takes several values. */
export const membership = (type: TypeName, what: string): InputFields => ({
  in: { type, isList: true, description: `Equal to one of these; never of an empty list. Each a ${what}.` },
});

/** The operators of an order. */
export const ordering = (type: TypeName): InputFields => ({
  gt: { type, description: 'Greater or later than this. A blank never is.' },
  gte: { type, description: 'This, or greater or later. A blank never is.' },
  lt: { type, description: 'Less or earlier than this. A blank never is.' },
  lte: { type, description: 'This, or less or earlier. A blank never is.' },
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
