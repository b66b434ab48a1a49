import { parseChoices, type ChoiceNode } from '../dictionary/choice.ts';
import { readCode, writeCoded } from './coded.ts';
import { orderedCodeComparison } from './comparison/code.ts';
import { allMustHold, blankness, equality, membership, missingness, ordering } from './filter-type.ts';
import type { Kind } from './kind.ts';
import { oneColumn } from './one-column.ts';
import { scalarInput } from './own-input.ts';

/** One choice. A stored code that is no longer a choice is invalid: `choice` is null, `raw` is the code. */
export interface ChoiceReading {
  readonly kind: 'choice';
  readonly choice: ChoiceNode | null;
}

/** Dropdown and radio. */
export const choice: Kind<ChoiceReading> = {
  fits: ({ type }) => type === 'DROPDOWN' || type === 'RADIO',
  holdsValues: true,
  layout: { ...oneColumn, choices: ({ text }) => parseChoices(text) },
  read: readCode((found) => ({ kind: 'choice', choice: found })),
  toOperand: (_field, cell) => cell,
  order: {
    keyOf: ({ choices }, { choice: found }) => found && (choices ?? []).findIndex(({ code }) => code === found.code),
  },
  comparison: orderedCodeComparison,
  writing: writeCoded,
  output: {
    name: 'ChoiceValue',
    description: 'One choice: dropdowns and radio buttons.',
    fields: {
      code: {
        type: 'String',
        description: 'The code of the choice; null when the stored code is no longer among the choices.',
        read: (value) => value.choice?.code ?? null,
      },
      choice: {
        type: 'Choice',
        description: 'The choice. Null when the stored code is no longer among the choices; `raw` has it.',
        read: (value) => value.choice,
      },
    },
  },
  filter: {
    name: 'ChoiceFilter',
    description: `${allMustHold} The values have an order only where all codes are numbers.`,
    fields: {
      ...equality('String', 'code'),
      ...membership('String', 'code'),
      ...ordering('String'),
      ...blankness,
      ...missingness,
    },
  },
  ownInput: scalarInput('String'),
};
