import type { ChoiceNode } from '../dictionary/choice.ts';
import { readCode, writeCoded } from './coded.ts';
import { codeComparison } from './comparison/code.ts';
import { allMustHold, blankness, equality, missingness } from './filter-type.ts';
import type { Kind } from './kind.ts';
import { oneColumn, type ValueOf } from './one-column.ts';
import { scalarInput } from './own-input.ts';

/** The implied choices of a yes/no field; its choices column is empty in the dictionary. */
const yesNoChoices: readonly ChoiceNode[] = [
  { code: '1', label: 'Yes' },
  { code: '0', label: 'No' },
];

/** The implied choices of a true/false field. */
const trueFalseChoices: readonly ChoiceNode[] = [
  { code: '1', label: 'True' },
  { code: '0', label: 'False' },
];

/** Yes/no and true/false. */
export const boolean: Kind<ValueOf<'boolean', boolean>> = {
  fits: ({ type }) => type === 'YESNO' || type === 'TRUEFALSE',
  holdsValues: true,
  layout: { ...oneColumn, choices: ({ type }) => (type === 'YESNO' ? yesNoChoices : trueFalseChoices) },
  read: readCode((choice) => ({ kind: 'boolean', value: choice && choice.code === '1' })),
  toOperand: (_field, cell) => cell,
  order: { keyOf: (_field, { value }) => (value === null ? null : Number(value)) },
  comparison: codeComparison,
  writing: writeCoded,
  typedCell: { type: 'boolean', toTyped: ({ value }) => value },
  output: {
    name: 'BooleanValue',
    description: 'Yes or no, true or false.',
    fields: { value: { type: 'Boolean', description: 'The answer.', read: ({ value }) => value } },
  },
  filter: {
    name: 'BooleanFilter',
    description: allMustHold,
    fields: { ...equality('Boolean', 'answer'), ...blankness, ...missingness },
  },
  // Every such field has both codes.
  ownInput: scalarInput('Boolean', (value) => (value === true ? '1' : '0')),
};
