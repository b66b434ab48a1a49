import type { DictionaryField } from '../../dictionary/field.ts';
import type { Comparison } from './comparison.ts';
import { isOrdered, orderingSymbols } from './operator.ts';
import { quote, quoteCode } from './quote.ts';
import { refuseSingle, singleLogic } from './single.ts';

/** The lowest and the highest text that counts as a moment; letters are beyond them. */
export interface Bounds {
  readonly lowest: string;
  readonly highest: string;
}

/** The bounds of texts that begin with a date. */
export const dayBounds: Bounds = { lowest: '0000-00-00', highest: '9999-99-99' };

/** What distinguishes the kinds of moments. */
interface MomentRules {
  readonly bounds: Bounds;
  /** The operand in the form in which the field stores it; null when it is no such moment. */
  readonly normalize: (field: DictionaryField, operand: string) => string | null;
  /** What an operand must be, to follow the field's name. */
  readonly remedy: (called: string) => string;
}

/** Dates and times compare by their stored text, which has the year first. A text beyond the bounds satisfies no ordering. */
export const momentComparison = ({ bounds, normalize, remedy }: MomentRules): Comparison => {
  const { lowest, highest } = bounds;
  return {
    name: 'moment',
    codeOperator: 'eq',
    refuse: refuseSingle({ normalize, remedy: ({ called }) => remedy(called), canOrder: () => true }),
    equals: (field, stored, operand) => stored === (normalize(field, operand) ?? operand),
    isOrdered: (field, stored, ordering, operand, missing) => {
      const wanted = normalize(field, operand);
      if (wanted === null || stored < lowest || stored > highest || missing.includes(stored)) return false;
      return isOrdered(ordering, stored, wanted);
    },
    logic: {
      ...singleLogic,
      literal: (field, operand) => quote(normalize(field, operand) ?? operand),
      ordering: (field, reference, ordering, operand, missing) => {
        const literal = quote(normalize(field, operand) ?? '');
        const isUp = ordering === 'gt' || ordering === 'gte';
        const bound = isUp ? `${reference} <= '${highest}'` : `${reference} >= '${lowest}'`;
        const codes = missing.filter((code) => code >= lowest && code <= highest).map(quoteCode);
        if (literal === null || codes.includes(null)) return null;
        const parts = codes.map((code) => `${reference} <> ${code ?? ''}`);
        return [bound, `${reference} ${orderingSymbols[ordering]} ${literal}`, ...parts];
      },
    },
  };
};
