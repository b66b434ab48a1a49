import { describe, expect, it } from 'vitest';
import { chooseAnswerType } from '../src/gateway/hot/media-type.ts';
import { dateDifference } from '../src/graph/branching/moment.ts';
import { fieldTypeOf } from '../src/graph/dictionary/field-type.ts';
import { readStatus } from '../src/graph/dictionary/form-status.ts';
import { compareRights } from '../src/writers/access/right-change.ts';
import { exportCodeOf } from '../src/writers/access/right.ts';
import { createColumnPlans } from '../src/writers/record/flat/column.ts';
import { placeFlatRow } from '../src/writers/record/flat/row.ts';
import { isUserError } from '../src/writers/user-error.ts';
import { buildDesign } from '../src/graph/design/builder.ts';
import { choices, designRows, metadataRow } from './graph/support/design.ts';

/** What an object answers to although nobody has put it there. */
const names = Object.getOwnPropertyNames(Object.prototype);

describe('a name that every object of JavaScript has', () => {
  it.each(names)('is unknown, like every other name, where a text is looked up: %s', (name) => {
    expect(chooseAnswerType(name)).toBeUndefined();
    expect(readStatus(name)).toBeNull();
    expect(fieldTypeOf(metadataRow('age', 'visit', name))).toBe('UNKNOWN');
    expect(dateDifference(['2020-01-01', '2020-01-02', name])).toBeNull();
  });

  it.each(names)('is an instrument without rights where REDCap gives none to it: %s', (name) => {
    const none = { rights: {}, forms: {}, forms_export: {} };
    const some = { ...none, forms: Object.fromEntries([[name, 1]]), forms_export: Object.fromEntries([[name, 1]]) };
    expect(exportCodeOf(none, name)).toBe(0);
    expect(compareRights(none, some)).toMatchObject([{ subject: `instrument ${name}`, widens: true, narrows: false }]);
    expect(compareRights(some, none)).toMatchObject([{ widens: false, narrows: true }]);
  });

  it.each(names)('is an option like any other in a flat row of a file: %s', (name) => {
    const drugs = metadataRow('drugs', 'visit', 'checkbox', choices(`${name}, One | b, Two`));
    const design = buildDesign(designRows([metadataRow('id', 'visit', 'text'), drugs]));
    const plan = createColumnPlans(design)(['id', `drugs___${name.toLowerCase()}`, 'drugs___b']);
    if (isUserError(plan)) throw new Error(plan.message);
    const { inputs } = placeFlatRow(design, plan, ['1', '1', '0'], 0);
    expect(inputs.flatMap(({ values }) => values.map(({ options }) => Object.entries(options ?? {})))).toEqual([
      [
        [name, true],
        ['b', false],
      ],
    ]);
  });
});
