import { describe, expect, it } from 'vitest';
import {
  checkReferences,
  evaluateLogic,
  LogicError,
  parseLogic,
  rowScope,
  toText,
} from '../../../src/sandbox/logic/index.ts';
import type { ScopeOptions } from '../../../src/sandbox/logic/index.ts';
import type { StoredRow, UserDefinition } from '../../../src/sandbox/state/project.ts';
import { makeProject, makeRecord, makeRow } from './project.ts';

const user: UserDefinition = {
  username: 'ada',
  email: 'ada@example.org',
  firstname: 'Ada',
  lastname: 'King',
  expiration: '',
  dagId: 5,
  role: null,
  token: null,
  flags: {},
  forms: {},
  formsExport: {},
};

const project = makeProject();
const baseline = makeRow(
  11,
  '',
  null,
  { dob: '1990-05-01', height: '1,54', demographics_complete: '2' },
  { race: ['1', '-4'] },
);
const [firstDrug, secondDrug, fourthDrug] = [
  makeRow(11, 'medications', 1, { drug: 'aspirin', dose: '10' }),
  makeRow(11, 'medications', 2, { drug: 'statin', dose: '20' }),
  makeRow(11, 'medications', 4, { drug: 'insulin', dose: '40' }),
];
const week = makeRow(12, '', null, { weight: '70' });
const close = makeRow(13, '', null, { weight: '75', result: '1' });
const record = makeRecord('101', [baseline, fourthDrug, secondDrug, firstDrug, week, close]);

const firstVisit = makeRow(21, '', 1, { weight: '60' });
const secondVisit = makeRow(21, '', 2, { weight: '62' });
const control = makeRecord('102', [firstVisit, secondVisit]);

const options: ScopeOptions = { now: () => new Date(2024, 5, 14), user };
const evaluateIn = (row: StoredRow, text: string, given: Partial<ScopeOptions> = {}): string => {
  const holder = control.rows.has('21||1') && row.eventId === 21 ? control : record;
  return toText(evaluateLogic(parseLogic(text), rowScope(project, holder, row, { ...options, ...given })));
};

describe('rowScope', () => {
  it.each([
    ['its own values', week, '[weight]', '70'],
    ['the record name in every row', secondDrug, '[record_id]', '101'],
    ['a point for a decimal comma', baseline, '[height] * 2', '3.08'],
    ['1 for checked options, by their real codes', baseline, '[race(1)] + [race(-4)]', '2'],
    ['0 for options that are not checked', baseline, '[race(2)]', '0'],
    ['all checked codes of a checkbox', baseline, '[race]', '1,-4'],
    ['the stored status', baseline, '[demographics_complete]', '2'],
    ['0 for a status that is not stored', week, '[labs_complete]', '0'],
    ['blank for forms that are not in the event', week, '[result]', ''],
    ['blank for the options of forms that are not in the event', week, '[race(1)]', ''],
    ['blank for the status of forms that are not in the event', week, '[outcome_complete]', ''],
    ['blank for fields of a repeating form in the base row', baseline, '[drug]', ''],
  ])('gives %s', (_what, row, text, result) => {
    expect(evaluateIn(row, text)).toBe(result);
  });

  it('hides the base row from instance rows, except for calculations', () => {
    expect(evaluateIn(secondDrug, '[dob]')).toBe('');
    expect(evaluateIn(secondDrug, '[dob]', { baseVisible: true })).toBe('1990-05-01');
    expect(evaluateIn(baseline, '[dose]', { baseVisible: true })).toBe('');
  });

  it.each([
    ['by unique name', close, '[week_arm_1][weight]', '70'],
    ['the base row, from an instance row', secondDrug, '[baseline_arm_1][dob]', '1990-05-01'],
    ['first', close, '[first-event-name][weight]', '70'],
    ['last', week, '[last-event-name][weight]', '75'],
    ['previous', close, '[previous-event-name][weight]', '70'],
    ['next', week, '[next-event-name][weight]', '75'],
    ['its own', week, '[event-name][weight]', '70'],
    ['none before the first with the form', week, '[previous-event-name][weight]', ''],
    ['passing over events without the form', close, '[previous-event-name][dob]', '1990-05-01'],
    ['one without the form', close, '[baseline_arm_1][weight]', ''],
    ['of another arm, where the record is not', close, '[visit_arm_2][weight]', ''],
    ['one that does not exist', close, '[gone_arm_1][weight]', ''],
  ])('looks at another event: %s', (_which, row, text, result) => {
    expect(evaluateIn(row, text)).toBe(result);
  });

  it.each([
    ['by number', baseline, '[drug][2]', 'statin'],
    ['by number that is not there', baseline, '[drug][3]', ''],
    ['first', baseline, '[drug][first-instance]', 'aspirin'],
    ['last', baseline, '[drug][last-instance]', 'insulin'],
    ['current', secondDrug, '[drug][current-instance]', 'statin'],
    ['previous', secondDrug, '[drug][previous-instance]', 'aspirin'],
    ['previous of the first', firstDrug, '[drug][previous-instance]', ''],
    ['next', firstDrug, '[drug][next-instance]', 'statin'],
    ['next that is not there', secondDrug, '[drug][next-instance]', ''],
    ['with an event', close, '[baseline_arm_1][drug][last-instance]', 'insulin'],
    ['the first, from another event', close, '[baseline_arm_1][drug]', 'aspirin'],
    ['of a repeating event', secondVisit, '[weight] - [weight][previous-instance]', '2'],
    ['last of a repeating event', firstVisit, '[visit_arm_2][weight][last-instance]', '62'],
  ])('looks at another instance: %s', (_which, row, text, result) => {
    expect(evaluateIn(row, text)).toBe(result);
  });

  it.each([
    [week, '[record-name]', '101'],
    [week, '[record-dag-name]', 'site_a'],
    [week, '[record-dag-id]', '5'],
    [week, '[record-dag-label]', 'Site A'],
    [week, '[event-name]', 'week_arm_1'],
    [week, '[event-label]', 'Week'],
    [week, '[event-id]', '12'],
    [week, '[event-number]', '2'],
    [week, '[arm-number]', '1'],
    [secondVisit, '[arm-label]', 'Control'],
    [week, '[first-event-name]', 'baseline_arm_1'],
    [week, '[previous-event-name]', 'baseline_arm_1'],
    [week, '[next-event-name]', 'close_arm_1'],
    [close, '[next-event-name]', ''],
    [week, '[user-name]', 'ada'],
    [week, '[user-fullname]', 'Ada King'],
    [week, '[user-dag-name]', 'site_a'],
    [week, '[current-instance]', ''],
    [secondDrug, '[current-instance]', '2'],
    [firstDrug, '[previous-instance]', ''],
    [secondDrug, '[last-instance]', '4'],
    [secondDrug, '[new-instance]', '5'],
    [secondDrug, '[instrument-label]', 'MEDICATIONS'],
    [week, '[project-id]', '7'],
    [week, '[survey-link:consent]', ''],
  ])('knows smart variables: row %#, %s is "%s"', (row, text, result) => {
    expect(evaluateIn(row, text)).toBe(result);
  });

  it('knows when a survey was completed', () => {
    const row = makeRow(12, '', null, {});
    row.timestamps.set('labs', '2024-03-01 14:30:05');
    expect(evaluateIn(row, '[survey-date-completed:labs]')).toBe('2024-03-01');
    expect(evaluateIn(row, '[survey-time-completed:labs]')).toBe('14:30:05');
    row.timestamps.set('labs', '[not completed]');
    expect(evaluateIn(row, '[survey-datetime-completed:labs]')).toBe('');
  });

  it('gives a user no name where no user asks', () => {
    const scope = rowScope(project, record, week, { now: options.now });
    expect(scope.smart('user-name')).toBe('');
  });

  it('reads the missing data codes of the project', () => {
    const scope = rowScope(project, record, week, options);
    expect([...scope.missingCodes]).toEqual(['UNK', '-99']);
  });

  it('throws a LogicError for a field that the project does not have', () => {
    expect(() => evaluateIn(week, '[nothing] = 1')).toThrow(
      new LogicError('there is no field "nothing" in the project'),
    );
  });
});

describe('checkReferences', () => {
  it('finds nothing wrong with fields, statuses and events of the project', () => {
    const node = parseLogic('[week_arm_1][weight] = 1 and [labs_complete] = 2 and [first-event-name][race(99)] = 1');
    expect(checkReferences(node, project)).toEqual([]);
  });

  it('names each unknown field and event once', () => {
    const node = parseLogic(
      '[nothing] = 1 or [Weight] = 2 or [nothing] = 3 or [gone_arm_1][weight] = [gone_arm_1][event-label]',
    );
    expect(checkReferences(node, project)).toEqual([
      'there is no field "nothing" in the project',
      'there is no field "Weight" in the project',
      'there is no event "gone_arm_1" in the project',
    ]);
  });
});
