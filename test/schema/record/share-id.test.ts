import { graphql } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import { schema } from '../../../src/schema/index.ts';
import { createSharedNames } from '../../../src/shared-name.ts';
import { manyRecordsXml } from '../../support/many-records.ts';
import { recordsAsked } from '../../support/records-asked.ts';
import { projectFromXml, startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

/** A study of 6 records, of which 4 and 6 are of the group Lyon. */
const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: projectFromXml(manyRecordsXml(6)), ...options });
  studies.push(study);
  const group = { data_access_group_name: 'Lyon', unique_group_name: '' };
  await study.post({ content: 'dag', action: 'import', format: 'json', data: JSON.stringify([group]) });
  const members = ['4', '6'].map((id) => ({ id, redcap_data_access_group: 'lyon' }));
  await study.post({ content: 'record', format: 'json', data: JSON.stringify(members) });
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const FIND = `query Find($shareId: ID!) {
  project(key: "study") {
    recordByShareId(shareId: $shareId) { name instances(instrument: "base") { value(field: "age") { raw } } }
  }
}`;

/** Reads the share ids of records, by name. */
const readShareIds = async (study: Study): Promise<Record<string, string>> => {
  const { data } = await study.run('{ project(key: "study") { records { nodes { name shareId } } } }');
  const nodes: { name: string; shareId: string }[] = data.project.records.nodes;
  return Object.fromEntries(nodes.map(({ name, shareId }) => [name, shareId]));
};

/** The names that an export of data is limited to; none for an export of the names of all. */
const exportsOf = (study: Study): string[][] => study.callsOf('record').map(recordsAsked);

describe('the share id of a record', () => {
  it('costs no call of its own, wherever the record is', async () => {
    const study = await start();
    const list = await readShareIds(study);
    expect(new Set(Object.values(list)).size).toBe(6);
    expect(exportsOf(study)).toEqual([[]]);
    const { data } = await study.run('{ project(key: "study") { record(name: "4") { shareId } } }');
    expect(data.project.record.shareId).toBe(list['4']);
  });

  it('finds the record, by one export of the names and one of the record', async () => {
    const study = await start();
    const { 4: shareId } = await readShareIds(study);
    study.restart();
    study.forget();
    const found = { name: '4', instances: [{ value: { raw: '24' } }] };
    expect((await study.run(FIND, { shareId })).data.project.recordByShareId).toEqual(found);
    expect(exportsOf(study)).toEqual([[], ['4']]);
    study.forget();
    // The names are kept by now.
    expect((await study.run(FIND, { shareId })).data.project.recordByShareId).toEqual(found);
    expect(exportsOf(study)).toEqual([['4']]);
  });

  it('is found in the graph of the project itself', async () => {
    const study = await start();
    const { 4: shareId } = await readShareIds(study);
    const find =
      'query Find($shareId: ID!) { recordByShareId(shareId: $shareId) { name shareId base { age { value } } } }';
    expect((await study.runTyped(find, { shareId })).data).toEqual({
      recordByShareId: { name: '4', shareId, base: { age: { value: 24 } } },
    });
  });

  it('is looked for together with others of the operation', async () => {
    const study = await start();
    const { 1: one, 2: two } = await readShareIds(study);
    study.restart();
    study.forget();
    const { data } = await study.run(
      `query Both($one: ID!, $two: ID!) { project(key: "study") {
        a: recordByShareId(shareId: $one) { name } b: recordByShareId(shareId: $two) { name }
      } }`,
      { one, two },
    );
    expect(data.project).toEqual({ a: { name: '1' }, b: { name: '2' } });
    expect(exportsOf(study)).toEqual([[], ['1', '2']]);
  });

  it('finds for another token what that one lists, and nothing else', async () => {
    const study = await start();
    const { 4: inGroup, 5: outside } = await readShareIds(study);
    const dagId = study.project.dags[0]?.groupId ?? 0;
    const member = addUser(study.project, study.store, { username: 'member', rights: 'all', dagId });
    expect((await study.run(FIND, { shareId: inGroup }, member)).data.project.recordByShareId).toMatchObject({
      name: '4',
    });
    study.forget();
    const { data, errors } = await study.run(FIND, { shareId: outside }, member);
    expect({ data, errors }).toEqual({ data: { project: { recordByShareId: null } }, errors: [] });
    // The kept names do not have it, so that they are listed once more. No record is asked for.
    expect(exportsOf(study)).toEqual([[]]);
  });

  it('finds a record that was made after the names were kept', async () => {
    const study = await start();
    await readShareIds(study);
    await study.post({ content: 'record', format: 'json', data: '[{"id":"7","age":"27","base_complete":"2"}]' });
    const shareId = study.shared.sharedNames.shareIdOf({ host: study.url, projectId: study.project.projectId }, '7');
    expect((await study.run(FIND, { shareId })).data.project.recordByShareId).toMatchObject({ name: '7' });
  });

  it('is nothing after the record was renamed, which has another one then', async () => {
    const study = await start();
    const { 4: before } = await readShareIds(study);
    const { data: renamed } = await study.run(
      'mutation { renameRecord(input: { project: "study", record: "4", newName: "A-4" }) { record { shareId } errors { message } } }',
    );
    expect(renamed.renameRecord.errors).toEqual([]);
    const after: string = renamed.renameRecord.record.shareId;
    expect(after).not.toBe(before);
    expect((await study.run(FIND, { shareId: before })).data.project.recordByShareId).toBeNull();
    expect((await study.run(FIND, { shareId: after })).data.project.recordByShareId).toMatchObject({ name: 'A-4' });
  });

  it('is nothing after the record has become another in capitals alone, behind the back of the gateway', async () => {
    const study = await start({ variants: { 'record-name-case': 'ignored' } });
    await study.post({ content: 'record', format: 'json', data: '[{"id":"A-1","age":"40","base_complete":"2"}]' });
    const { 'A-1': shareId } = await readShareIds(study);
    await study.post({ content: 'record', action: 'rename', record: 'A-1', new_record_name: 'B-1' });
    await study.post({ content: 'record', action: 'rename', record: 'B-1', new_record_name: 'a-1' });
    expect((await study.run(FIND, { shareId })).data.project.recordByShareId).toBeNull();
  });

  it('is nothing to a gateway with another secret', async () => {
    const study = await start();
    const { 4: shareId } = await readShareIds(study);
    const contextValue = { ...study.contextOf({}), sharedNames: createSharedNames(Buffer.alloc(32, 8)) };
    const result = await graphql({ schema, source: FIND, variableValues: { shareId }, contextValue });
    expect(result).toEqual({ data: { project: { recordByShareId: null } } });
  });

  it.each(['4', 'Record:4', 'twenty-one-characters'])('is not %j, which no call is made for', async (shareId) => {
    const study = await start();
    study.forget();
    const { errors } = await study.run(FIND, { shareId });
    expect(errors.map(({ message, extensions }) => ({ message, ...extensions }))).toEqual([
      {
        message: 'shareId is not the share id of a record: give Record.shareId, unchanged.',
        code: 'BAD_USER_INPUT',
        argument: 'shareId',
      },
    ]);
    expect(study.calls).toEqual([]);
  });

  it('fails where the record is there and does not come, as the record by its name does', async () => {
    const study = await start({
      intercept: async (call, answer) =>
        call['content'] === 'record' && call['format'] === 'json' && recordsAsked(call).length > 0
          ? new Response('[]', await answer())
          : answer(),
    });
    const { 4: shareId } = await readShareIds(study);
    const { data, errors } = await study.run(FIND, { shareId });
    expect(data.project.recordByShareId).toBeNull();
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['REDCAP_INCOMPLETE']);
  });

  it('fails as a list does where the token may not export', async () => {
    const study = await start();
    const { 4: shareId } = await readShareIds(study);
    const reader = addUser(study.project, study.store, { username: 'reader', rights: 'all' });
    Object.assign(reader.flags, { api_export: 0 });
    const list = await study.run('{ project(key: "study") { records { nodes { name } } } }', {}, reader);
    const found = await study.run(FIND, { shareId }, reader);
    const codes = [list, found].map(({ errors }) => errors.map(({ extensions }) => extensions['code']));
    expect(codes).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
  });
});
