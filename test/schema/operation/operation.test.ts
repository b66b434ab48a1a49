import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import { startStudy, type Study } from '../../support/study.ts';
import { lifeClinic } from '../../writers/life/mutation.ts';

/** What REDCap does with a rename: nothing, or all of it, and it never answers. */
let commit: () => Promise<unknown>;
let study: Study;

beforeEach(async () => {
  study = await startStudy({
    project: lifeClinic,
    intercept: (call, answer) => {
      if (call['action'] !== 'rename') return answer();
      commit = answer;
      return Promise.resolve('reset');
    },
  });
});

afterEach(() => study.close());

const rename = `mutation {
  renameRecord(input: { project: "study", record: "2", newName: "22" }) { errors { code operationId } }
}`;
const query = `query ($id: ID!) {
  operation(id: $id) { id state mutation project doneCount notDoneCount howToCheck startedAt endedAt }
}`;

const loseRename = async (): Promise<string> => {
  const { data } = await study.run(rename);
  expect(data.renameRecord.errors).toMatchObject([{ code: 'UNKNOWN_OUTCOME' }]);
  return data.renameRecord.errors[0].operationId as string;
};

describe('an operation', () => {
  it('whose answer was lost is unknown, with what a person looks at, until a look shows it', async () => {
    const id = await loseRename();
    const unknown = (await study.run(query, { id })).data.operation;
    expect(unknown).toMatchObject({
      id,
      state: 'UNKNOWN',
      mutation: 'renameRecord',
      project: 'study',
      doneCount: 0,
      howToCheck: 'Look at both names of the record.',
    });
    expect(Date.parse(unknown.endedAt)).toBeGreaterThanOrEqual(Date.parse(unknown.startedAt));
    await commit();
    expect((await study.run(query, { id })).data.operation).toMatchObject({ state: 'DONE', howToCheck: null });
  });

  it('is of its caller alone, and of none with another id', async () => {
    const id = await loseRename();
    const other = addUser(study.project, study.store, { username: 'other', rights: 'all' });
    expect((await study.run(query, { id }, other)).data.operation).toBeNull();
    expect((await study.run(query, { id: `${id}x` })).data.operation).toBeNull();
    expect((await study.runTyped(query, { id })).data.operation).toMatchObject({ state: 'UNKNOWN' });
  });

  it('is none where nothing was to be sent', async () => {
    const { data } = await study.run(
      'mutation { renameRecord(input: { project: "study", record: "9", newName: "22" }) { errors { code operationId } } }',
    );
    expect(data.renameRecord.errors).toEqual([{ code: 'NOT_FOUND', operationId: null }]);
    expect(await study.shared.operations.journal.unended()).toBe(0);
  });
});
