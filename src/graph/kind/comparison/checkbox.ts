import type { DictionaryField } from '../../dictionary/field.ts';
import { listCodes } from '../code.ts';
import { sharesColumn } from '../option.ts';
import type { Comparison } from './comparison.ts';
import { isPlainCode, joinLogic } from './quote.ts';
import { unordered } from './single.ts';

const option = (field: DictionaryField, code: string, event: string, isChecked: boolean): string | null => {
  if (!isPlainCode(code) || sharesColumn(field, code)) return null;
  return `${event}[${field.fieldName}(${code})] ${isChecked ? '=' : '<>'} '1'`;
};

/** Of a checkbox only single options are asked for. */
export const checkboxComparison: Comparison = {
  name: 'checkbox',
  codeOperator: 'checked',
  refuse: ({ field, operator, operand, called }) => {
    if (operator === 'isBlank') return null;
    if (operator !== 'checked') return `is a checkbox, to which ${called} does not apply: use checked or isBlank`;
    return field.columnByCode.has(operand) ? null : `has no such code: ${called} takes one of ${listCodes(field)}`;
  },
  equals: (_field, stored, operand) => stored === operand,
  isOrdered: unordered.isOrdered,
  logic: {
    blank: (field, event, isBlank) => {
      const options = [...field.columnByCode.keys()].map((code) => option(field, code, event, !isBlank));
      return joinLogic(options, isBlank ? 'and' : 'or');
    },
    option,
    literal: () => null,
    ordering: unordered.ordering,
  },
};
