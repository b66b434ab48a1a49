import { describe, expect, it } from 'vitest';

import { makeSandbox, tokens } from '../../support.ts';

const ask = { token: tokens.classic, content: 'log' };

const fill = () => {
  const kit = makeSandbox();
  const entry = (timestamp: string, username: string, action: string, record = '') => ({
    timestamp,
    username,
    action,
    details: 'x',
    record,
  });
  kit.classic.log.push(
    entry('2024-05-01 10:00:59', 'owner', 'Create record 1', '1'),
    entry('2024-05-01 11:00:00', 'site', 'Update record 1', '1'),
    entry('2024-05-02 10:00:00', 'owner', 'Delete record 1', '1'),
    entry('2024-05-03 10:00:00', 'owner', 'Data Export (API) '),
    entry('2024-05-04 10:00:00', 'owner', 'Manage/Design '),
  );
  return kit;
};

describe('exporting the log', () => {
  it('answers the newest first, to the minute, and logs itself', async () => {
    const { post } = fill();
    const first = await post({ ...ask, format: 'csv', beginTime: '2024-05-03 00:00' });
    expect(first.text).toBe(
      'timestamp,username,action,details,record\n' +
        '"2024-05-04 10:00",owner,"Manage/Design ",x,\n"2024-05-03 10:00",owner,"Data Export (API) ",x,\n',
    );
    const second = await post({ ...ask, format: 'csv', beginTime: '2024-06-01 00:00' });
    expect(second.text).toBe(
      'timestamp,username,action,details,record\n' +
        '"2024-06-01 12:00",owner,"Manage/Design ","Export Logging (API)",\n',
    );
  });

  it.each([
    [{ logtype: 'record' }, 3],
    [{ logtype: 'record_add' }, 1],
    [{ logtype: 'record_edit' }, 1],
    [{ logtype: 'record_delete' }, 1],
    [{ logtype: 'export' }, 1],
    [{ logtype: 'manage' }, 1],
    [{ logtype: '' }, 5],
    [{ user: 'site' }, 1],
    [{ user: 'nobody' }, 0],
    [{ record: '1' }, 3],
    [{ endTime: '2024-05-01 11:00' }, 2],
    [{ beginTime: '2024-05-01 11:00:30', endTime: '2024-05-02 10:00' }, 2],
    [{ beginTime: 'yesterday' }, 5],
  ])('follows %j', async (filter, count) => {
    const { postJson } = fill();
    expect(await postJson({ ...ask, ...filter })).toHaveLength(count);
  });

  it('needs the right', async () => {
    const { postJson } = makeSandbox();
    expect(await postJson({ ...ask, token: tokens.classicReader })).toEqual({
      error: "You must have 'API Export' privileges and 'Logging' privileges",
    });
  });
});

describe('the log', () => {
  it('has design exports by their titles, and no refused ones', async () => {
    const { post, classic } = makeSandbox();
    await post({ token: tokens.classic, content: 'dag' });
    await post({ token: tokens.classic, content: 'arm' });
    await post({ token: tokens.classic, content: 'version' });
    expect(classic.log).toEqual([
      {
        timestamp: '2024-06-01 12:00:00',
        username: 'owner',
        action: 'Manage/Design ',
        details: 'Export DAGs (API)',
        record: '',
      },
    ]);
  });
});
