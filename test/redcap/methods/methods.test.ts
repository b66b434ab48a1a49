import { describe, expect, it } from 'vitest';
import type { Method } from '../../../src/redcap/method.ts';
import { deleteArms, exportArms, importArms } from '../../../src/redcap/methods/arm.ts';
import { exportDataAccessGroups } from '../../../src/redcap/methods/data-access-group.ts';
import { exportEvents, importEvents } from '../../../src/redcap/methods/event.ts';
import { exportFieldNames } from '../../../src/redcap/methods/field-name.ts';
import { exportFormEventMappings, importFormEventMappings } from '../../../src/redcap/methods/form-event-mapping.ts';
import { methods } from '../../../src/redcap/methods/index.ts';
import { exportMetadata, importMetadata } from '../../../src/redcap/methods/metadata.ts';
import { exportProject } from '../../../src/redcap/methods/project.ts';
import {
  exportRepeatingInstrumentsAndEvents,
  importRepeatingInstrumentsAndEvents,
} from '../../../src/redcap/methods/repeating-setup.ts';
import { exportVersion } from '../../../src/redcap/methods/version.ts';

const badResponse = expect.objectContaining({ code: 'REDCAP_BAD_RESPONSE' }) as Error;
const badInput = expect.objectContaining({ code: 'BAD_USER_INPUT', notSent: true }) as Error;

const decode = <Result>(method: Method<void, Result>, value: unknown): Result => method.decode({ value }, undefined);

describe('the list of methods', () => {
  it('has every name once', () => {
    const names = methods.map(({ name }) => name);
    expect(names).toHaveLength(60);
    expect(new Set(names).size).toBe(60);
  });

  it('marks what may never be sent twice', () => {
    expect(methods.filter(({ kind }) => kind === 'once').map(({ name }) => name)).toEqual([
      'createProject',
      'deleteArms',
      'importEvents',
      'deleteEvents',
      'importRecordsOnce',
      'deleteRecords',
      'renameRecord',
      'randomizeRecord',
      'deleteFile',
      'createFileRepositoryFolder',
      'importFileRepositoryFile',
      'deleteFileRepositoryFile',
      'importDataAccessGroups',
      'deleteDataAccessGroups',
      'deleteUsers',
      'importUserRoles',
      'deleteUserRoles',
    ]);
  });

  it('has no list export that takes anything but a list for an empty list', () => {
    const lists = methods.filter(
      ({ kind, body, name, collect }) =>
        kind === 'read' &&
        (body === 'json' || (body === 'json-rows' && collect !== undefined)) &&
        name !== 'exportProject' &&
        name !== 'exportRecordSummary',
    );
    expect(lists).toHaveLength(17);
    for (const { decode: read } of lists) {
      expect(read({ value: [] }, {})).toEqual([]);
      for (const value of [null, 0, '', {}, true]) expect(() => read({ value }, {})).toThrow(badResponse);
      for (const value of [[null], [1], ['x'], [[]]]) expect(() => read({ value }, {})).toThrow(badResponse);
    }
  });
});

describe('arms', () => {
  it('are read with their number as a number, however it came', () => {
    const value = [
      { arm_num: 1, name: 'Drug A' },
      { arm_num: '2', name: 7 },
    ];
    expect(exportArms.decode({ value }, {})).toEqual([
      { arm_num: 1, name: 'Drug A' },
      { arm_num: 2, name: '7' },
    ]);
  });

  it.each([
    [{ name: 'x' }],
    [{ arm_num: 'one', name: 'x' }],
    [{ arm_num: 1.5, name: 'x' }],
    [{ arm_num: 1, name: {} }],
  ])('are refused: %j', (row) => {
    expect(() => exportArms.decode({ value: [row] }, {})).toThrow(badResponse);
  });

  it('are imported with override only when it is asked for', () => {
    const rows = [{ arm_num: 1, name: 'A' }];
    expect(importArms.form({ rows, override: false })).toEqual({ override: 0, data: '[{"arm_num":1,"name":"A"}]' });
    expect(importArms.form({ rows, override: true })).toMatchObject({ override: 1 });
    expect(() => importArms.form({ rows: [], override: true })).toThrow(badInput);
  });

  it.each([
    [3, 3],
    ['3', 3],
  ])('say how many were deleted: %j', (value, count) => {
    expect(deleteArms.decode({ value }, { arms: [1] })).toBe(count);
  });

  it.each([{ count: 1 }, '', null, -1, 1.5])('are not counted by %j', (value) => {
    expect(() => deleteArms.decode({ value }, { arms: [1] })).toThrow(badResponse);
  });
});

describe('events', () => {
  const event = { event_name: 'Visit 1', arm_num: 1, unique_event_name: 'visit_1_arm_1', custom_event_label: '' };

  it('have offsets only when REDCap gives them', () => {
    const value = [
      { ...event, event_id: 40 },
      { ...event, event_id: '41', custom_event_label: 'L', day_offset: 1, offset_min: 0, offset_max: '2' },
    ];
    expect(exportEvents.decode({ value }, {})).toStrictEqual([
      { ...event, custom_event_label: null, event_id: 40 },
      { ...event, custom_event_label: 'L', event_id: 41, day_offset: 1, offset_min: 0, offset_max: 2 },
    ]);
  });

  it('are distinguished from a row without a unique name', () => {
    expect(() => exportEvents.decode({ value: [{ ...event, unique_event_name: '' }] }, {})).toThrow(badResponse);
  });

  it('are imported as rows', () => {
    const rows = [{ event_name: 'Visit 2', arm_num: 1 }];
    expect(importEvents.form({ rows, override: false })).toEqual({
      override: 0,
      data: '[{"event_name":"Visit 2","arm_num":1}]',
    });
  });
});

describe('mappings and repeating instruments', () => {
  it('are read', () => {
    const mapping = { arm_num: '1', unique_event_name: 'visit_1_arm_1', form: 'demographics' };
    expect(exportFormEventMappings.decode({ value: [mapping] }, {})).toEqual([{ ...mapping, arm_num: 1 }]);
    const value = [
      { event_name: 'visit_1_arm_1', form_name: '', custom_form_label: '' },
      { form_name: 'weight', custom_repeat_instrument_label: '[d]' },
    ];
    expect(decode(exportRepeatingInstrumentsAndEvents, value)).toEqual([
      { event_name: 'visit_1_arm_1', form_name: '', custom_form_label: '' },
      { event_name: null, form_name: 'weight', custom_form_label: '[d]' },
    ]);
  });

  it('may be imported as none, which clears them', () => {
    expect(importFormEventMappings.form({ rows: [] })).toEqual({ data: '[]' });
    expect(importRepeatingInstrumentsAndEvents.form({ rows: [] })).toEqual({ data: '[]' });
  });

  it('are imported without an event into a classic project', () => {
    const rows = [
      { event_name: null, form_name: 'weight', custom_form_label: '' },
      { event_name: 'e_arm_1', form_name: '', custom_form_label: '' },
    ];
    expect(importRepeatingInstrumentsAndEvents.form({ rows })).toEqual({
      data:
        '[{"form_name":"weight","custom_form_label":""},' +
        '{"event_name":"e_arm_1","form_name":"","custom_form_label":""}]',
    });
  });

  it.each([
    [exportArms, 'You cannot export arms for classic projects'],
    [exportEvents, 'You cannot export events for classic projects'],
    [exportFormEventMappings, 'You cannot export form/event mappings for classic projects'],
    [
      exportRepeatingInstrumentsAndEvents,
      'You cannot export repeating instruments and events because the project does not contain any repeating instruments and events',
    ],
  ])('of $name are none when REDCap says %j', ({ meansNone }, refusal) => {
    expect(meansNone?.test(refusal)).toBe(true);
    expect(meansNone?.test('The value of the parameter "content" is not valid')).toBe(false);
  });
});

describe('the dictionary', () => {
  it('has 18 columns of text, whatever REDCap adds or leaves out', () => {
    const value = [{ field_name: 'age', form_name: 'demographics', field_type: 'text', field_label: 5, extra: 'x' }];
    const [row] = exportMetadata.decode({ value }, {});
    expect(Object.keys(row ?? {})).toHaveLength(18);
    expect(row).toMatchObject({ field_name: 'age', field_label: '5', branching_logic: '' });
  });

  it('may be asked for in part, and is never replaced by nothing', () => {
    expect(exportMetadata.form({ forms: ['demographics'] })).toEqual({ fields: undefined, forms: ['demographics'] });
    expect(() => importMetadata.form({ rows: [] })).toThrow(badInput);
  });

  it('returns the columns of exports', () => {
    const value = [{ original_field_name: 'race', choice_value: 1, export_field_name: 'race___1' }];
    expect(exportFieldNames.decode({ value }, {})).toEqual([
      { original_field_name: 'race', choice_value: '1', export_field_name: 'race___1' },
    ]);
  });
});

describe('project information', () => {
  const project = { project_id: 17, project_title: 'STROKE', in_production: 0, purpose: 2, is_longitudinal: '1' };

  it('is read with flags as booleans', () => {
    expect(
      decode(exportProject, { ...project, surveys_enabled: true, missing_data_codes: '-99, Unknown' }),
    ).toMatchObject({
      project_id: 17,
      in_production: false,
      is_longitudinal: true,
      surveys_enabled: true,
      scheduling_enabled: false,
      purpose: 2,
      production_time: '',
      missing_data_codes: '-99, Unknown',
    });
    expect(decode(exportProject, { ...project, purpose: '' }).purpose).toBeNull();
  });

  it.each([[[project]], [null], [{}]])('is not read from %j', (value) => {
    expect(() => decode(exportProject, value)).toThrow(badResponse);
  });
});

describe('the version', () => {
  it('is text', () => {
    expect(decode(exportVersion, '16.1.3\n')).toBe('16.1.3');
    expect(() => decode(exportVersion, 'Welcome')).toThrow(badResponse);
  });
});

describe('groups', () => {
  it('have no group id before REDCap 13.1', () => {
    expect(decode(exportDataAccessGroups, [{ data_access_group_name: 'Site A', unique_group_name: 'site_a' }])).toEqual(
      [{ data_access_group_name: 'Site A', unique_group_name: 'site_a', data_access_group_id: null }],
    );
  });
});
