import { describe, expect, it } from 'vitest';
import {
  deleteDataAccessGroups,
  importDataAccessGroups,
  switchDataAccessGroup,
} from '../../../src/redcap/methods/data-access-group.ts';
import { exportUserDagAssignments, importUserDagAssignments } from '../../../src/redcap/methods/user-dag-assignment.ts';
import {
  exportUserRoleAssignments,
  importUserRoleAssignments,
} from '../../../src/redcap/methods/user-role-assignment.ts';
import { deleteUserRoles, exportUserRoles, importUserRoles } from '../../../src/redcap/methods/user-role.ts';
import { deleteUsers, exportUsers, importUsers } from '../../../src/redcap/methods/user.ts';

const badResponse = expect.objectContaining({ code: 'REDCAP_BAD_RESPONSE' }) as Error;
const badInput = expect.objectContaining({ code: 'BAD_USER_INPUT', notSent: true }) as Error;

const tess = {
  username: 'tess',
  email: '1',
  firstname: 'Tess',
  lastname: 'Doe',
  expiration: '2027-01-31',
  data_access_group: 'site_a',
  data_access_group_id: '7',
  data_access_group_label: '8',
  design: 1,
  record_delete: '0',
  a_right_of_tomorrow: 3,
  forms: { demographics: 130 },
  forms_export: [],
};

const read = {
  username: 'tess',
  email: '1',
  firstname: 'Tess',
  lastname: 'Doe',
  expiration: '2027-01-31',
  data_access_group: 'site_a',
  data_access_group_id: 7,
  data_access_group_label: '8',
  rights: { design: 1, record_delete: 0, a_right_of_tomorrow: 3 },
  forms: { demographics: 130 },
  forms_export: {},
};

describe('users', () => {
  it('have every right as a number and forms as a map, whatever type REDCap gave them', () => {
    expect(exportUsers.decode({ value: [tess] }, undefined)).toEqual([read]);
    expect(() => exportUsers.decode({ value: [{ ...tess, forms: 'x' }] }, undefined)).toThrow(badResponse);
    expect(() => exportUsers.decode({ value: [{ ...tess, username: '' }] }, undefined)).toThrow(badResponse);
  });

  it('have no group id before REDCap 13', () => {
    expect(exportUsers.decode({ value: [{ username: 'tess' }] }, undefined)).toEqual([
      {
        username: 'tess',
        email: '',
        firstname: '',
        lastname: '',
        expiration: '',
        data_access_group: '',
        data_access_group_id: null,
        data_access_group_label: '',
        rights: {},
        forms: {},
        forms_export: {},
      },
    ]);
  });

  it('are imported with all that REDCap would take away if it were left out, and nothing that it ignores', () => {
    expect(importUsers.form({ rows: [read] })).toEqual({
      data:
        '[{"design":1,"record_delete":0,"a_right_of_tomorrow":3,"username":"tess","expiration":"2027-01-31",' +
        '"data_access_group":"site_a","forms":{"demographics":130},"forms_export":{}}]',
    });
    expect(() => importUsers.form({ rows: [] })).toThrow(badInput);
  });

  it('are deleted by name', () => {
    expect(deleteUsers.form({ users: ['a', 'b'] })).toEqual({ users: ['a', 'b'] });
    expect(deleteUsers.decode({ value: 2 }, { users: ['a', 'b'] })).toBe(2);
  });
});

describe('user roles', () => {
  const role = {
    unique_role_name: 'U-527DA3KJ7F',
    role_label: 'Monitor',
    design: '0',
    api_export: '1',
    forms: { a: 2 },
  };
  const row = {
    unique_role_name: 'U-527DA3KJ7F',
    role_label: 'Monitor',
    rights: { design: 0, api_export: 1 },
    forms: { a: 2 },
    forms_export: {},
  };

  it('have rights as numbers, which REDCap sends as text', () => {
    expect(exportUserRoles.decode({ value: [role] }, undefined)).toEqual([row]);
    expect(() => exportUserRoles.decode({ value: [{ ...role, unique_role_name: '' }] }, undefined)).toThrow(
      badResponse,
    );
  });

  it('keep a label that is a number a label', () => {
    expect(exportUserRoles.decode({ value: [{ ...role, role_label: '7' }] }, undefined)).toEqual([
      { ...row, role_label: '7' },
    ]);
  });

  it('are made with a blank unique name, which may be sent once only', () => {
    expect(importUserRoles.kind).toBe('once');
    expect(importUserRoles.form({ rows: [{ ...row, unique_role_name: '' }] })).toEqual({
      data: '[{"design":0,"api_export":1,"unique_role_name":"","role_label":"Monitor","forms":{"a":2},"forms_export":{}}]',
    });
  });

  it('are deleted by unique name', () => {
    expect(deleteUserRoles.form({ roles: ['U-1'] })).toEqual({ roles: ['U-1'] });
  });

  it('are assigned to users, whose group REDCap exports since 15.8.2', () => {
    const value = [
      { username: 'a', unique_role_name: 'U-1', data_access_group: '' },
      { username: 'b', unique_role_name: '' },
    ];
    const rows = [
      { username: 'a', unique_role_name: 'U-1', data_access_group: '' },
      { username: 'b', unique_role_name: '', data_access_group: null },
    ];
    expect(exportUserRoleAssignments.decode({ value }, undefined)).toEqual(rows);
    expect(importUserRoleAssignments.form({ rows })).toEqual({ data: JSON.stringify(value) });
  });
});

describe('data access groups', () => {
  it('are made with a blank unique name, which may be sent once only', () => {
    expect(importDataAccessGroups.kind).toBe('once');
    const rows = [{ data_access_group_name: 'Site A', unique_group_name: '' }];
    expect(importDataAccessGroups.form({ rows })).toEqual({
      data: '[{"data_access_group_name":"Site A","unique_group_name":""}]',
    });
  });

  it('are deleted by unique name', () => {
    expect(deleteDataAccessGroups.form({ dags: ['a', 'b'] })).toEqual({ dags: ['a', 'b'] });
  });

  it('are switched, or left with a blank name', () => {
    expect(switchDataAccessGroup.form({ dag: '' })).toEqual({ dag: '' });
    expect(switchDataAccessGroup.decode({ value: '1' }, { dag: '' })).toBe(1);
    expect(() => switchDataAccessGroup.decode({ value: 0 }, { dag: '' })).toThrow(badResponse);
  });

  it('are assigned to users', () => {
    const rows = [{ username: 'a', redcap_data_access_group: '' }];
    expect(exportUserDagAssignments.decode({ value: rows }, undefined)).toEqual(rows);
    expect(importUserDagAssignments.form({ rows })).toEqual({
      data: '[{"username":"a","redcap_data_access_group":""}]',
    });
    expect(() => importUserDagAssignments.form({ rows: [] })).toThrow(badInput);
  });
});
