import { describe, expect, it } from 'vitest';
import { exportArgs, mergeNeeds } from '../../src/graph/need.ts';
import type { Need } from '../../src/graph/need.ts';
import { designOf, eventRow, metadataRow } from './support/design.ts';

const none: Need = { fields: new Set(), events: null, dataAccessGroup: false, surveyFields: false };
const metadata = [
  metadataRow('id', 'base', 'text'),
  metadataRow('dob', 'base', 'text'),
  metadataRow('note', 'base', 'descriptive'),
  metadataRow('race', 'visit', 'checkbox'),
  metadataRow('weight', 'visit', 'text'),
];
const classic = designOf(metadata);
const longitudinal = designOf(metadata, {
  project: { is_longitudinal: true },
  events: [eventRow('a_arm_1'), eventRow('b_arm_1')],
});

describe('mergeNeeds', () => {
  it('unites fields, events and columns', () => {
    const left = { ...none, fields: new Set(['dob']), events: new Set(['a_arm_1']), dataAccessGroup: true };
    const right = { ...none, fields: new Set(['weight']), events: new Set(['b_arm_1']), surveyFields: true };
    expect(mergeNeeds([left, right])).toEqual({
      fields: new Set(['dob', 'weight']),
      events: new Set(['a_arm_1', 'b_arm_1']),
      dataAccessGroup: true,
      surveyFields: true,
    });
  });

  it('remembers which fields stand beside the selected ones, unless another need selects them', () => {
    const looked = new Set(['dob', 'weight']);
    const left = { ...none, fields: new Set([...looked, 'race']), beside: looked };
    expect(mergeNeeds([left, none]).beside).toEqual(looked);
    expect(mergeNeeds([left, { ...none, fields: new Set(['dob']) }]).beside).toEqual(new Set(['weight']));
    expect(mergeNeeds([left, { ...none, fields: looked }])).toEqual({ ...none, fields: new Set([...looked, 'race']) });
  });

  it('wants all events as soon as one need does', () => {
    expect(mergeNeeds([{ ...none, events: new Set(['a_arm_1']) }, none]).events).toBeNull();
  });

  it('makes of no need the need of names', () => {
    expect(mergeNeeds([])).toEqual(none);
  });
});

describe('exportArgs', () => {
  it('asks for the record id first, then in dictionary order, each with the status of its instrument', () => {
    expect(exportArgs({ ...none, fields: new Set(['weight', 'dob', 'note', 'nonsense']) }, classic)).toEqual({
      fields: ['id', 'dob', 'base_complete', 'weight', 'visit_complete'],
      exportDataAccessGroups: false,
      exportSurveyFields: false,
      exportBlankForGrayFormStatus: true,
    });
  });

  it('asks for nothing but the record id when only names are needed', () => {
    expect(exportArgs({ ...none, fields: new Set(['id']) }, classic).fields).toEqual(['id']);
  });

  it('takes a status alone', () => {
    expect(exportArgs({ ...none, fields: new Set(['visit_complete']) }, classic).fields).toEqual([
      'id',
      'visit_complete',
    ]);
  });

  it('limits events in a longitudinal project only', () => {
    const need = { ...none, events: new Set(['b_arm_1']) };
    expect(exportArgs(need, longitudinal).events).toEqual(['b_arm_1']);
    expect(exportArgs(need, classic).events).toBeUndefined();
    expect(exportArgs(none, longitudinal).events).toBeUndefined();
  });

  it('keeps an empty set of events empty, never all', () => {
    expect(exportArgs({ ...none, events: new Set() }, longitudinal).events).toEqual([]);
  });
});
