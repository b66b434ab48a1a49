import { describe, expect, it } from 'vitest';
import { instrumentDataNeed, recordNeed } from '../../../src/schema/record/need.ts';
import type { DesignTarget, SelectedField } from '../../../src/schema/selection.ts';
import { designOf, eventRow, metadataRow } from '../../graph/support/design.ts';

const selected = (
  name: string,
  target: DesignTarget | null,
  selections: readonly SelectedField[] = [],
  args: SelectedField['args'] = {},
): SelectedField => ({ name, args, target, selections: () => selections });

const plain = (name: string, ...selections: SelectedField[]): SelectedField => selected(name, null, selections);

const design = designOf(
  [
    metadataRow('id', 'base', 'text'),
    metadataRow('sex', 'base', 'text'),
    metadataRow('values', 'labs', 'text'),
    metadataRow('sodium', 'labs', 'text', { branching_logic: "[start_arm_1][sex] = '1' and [values] = ''" }),
  ],
  {
    project: { is_longitudinal: true },
    events: [eventRow('start_arm_1'), eventRow('end_arm_1')],
    mappings: [
      { arm_num: 1, unique_event_name: 'start_arm_1', form: 'base' },
      { arm_num: 1, unique_event_name: 'end_arm_1', form: 'labs' },
    ],
  },
);

const variable = (fieldName: string, ...leaves: string[]): SelectedField =>
  selected(
    fieldName,
    { kind: 'field', fieldName },
    leaves.map((leaf) => plain(leaf)),
  );

const labs = (...selections: SelectedField[]): SelectedField =>
  selected('labs', { kind: 'instrument', instrument: 'labs' }, selections);

const needOf = (...selections: SelectedField[]) => {
  const { fields, events } = recordNeed(design, [labs(...selections)]);
  return { fields: [...fields], events: events && [...events] };
};

describe('what a selection in a schema typed by the dictionary needs', () => {
  it('is the variables that are selected, in the events of their instrument', () => {
    expect(needOf(variable('sodium', 'raw', 'value'))).toEqual({
      fields: ['labs_complete', 'sodium'],
      events: ['end_arm_1'],
    });
  });

  it('is, for an absence, also what the branching logic looks at, in the events that it names', () => {
    expect(needOf(variable('sodium', 'absence'))).toEqual({
      fields: ['labs_complete', 'sodium', 'sex', 'values'],
      events: ['end_arm_1', 'start_arm_1'],
    });
  });

  it('is no more for the absence of a variable without branching logic', () => {
    expect(needOf(variable('values', 'absence'), variable('sodium', 'raw'))).toEqual({
      fields: ['labs_complete', 'values', 'sodium'],
      events: ['end_arm_1'],
    });
  });

  it('is nothing of a variable that the design no longer has', () => {
    expect(needOf(variable('gone', 'absence'))).toEqual({ fields: ['labs_complete'], events: ['end_arm_1'] });
  });
});

describe('what a selection of saved data needs', () => {
  it('is limited to no event where its own events are not', () => {
    const [instrument] = design.instruments.filter(({ name }) => name === 'labs');
    if (instrument === undefined) throw new Error('the design has labs');
    const need = instrumentDataNeed(design, [instrument], null, [plain('values', plain('absence'))]);
    expect([...need.fields]).toEqual(['labs_complete', 'values', 'sodium', 'sex']);
    expect(need.events).toBeNull();
  });
});
