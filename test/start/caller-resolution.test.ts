import { afterEach, describe, expect, it } from 'vitest';
import type { LogFields } from '../../src/gateway/access-log.ts';
import type { ProjectConnection } from '../../src/loaders/project-source.ts';
import { createCallerResolution } from '../../src/start/caller-resolution.ts';
import { noEnds, type OperationNote } from '../../src/writers/operation/note.ts';
import { resolveOpen } from '../../src/writers/operation/resolution.ts';
import { clinic } from '../support/clinic.ts';
import { createPlainState } from '../support/state.ts';
import { startStudy, type Study } from '../support/study.ts';

const studies: Study[] = [];

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

/** A gateway with an open rename that was done, and whose token the caller alone has. */
const leaveOpen = async () => {
  const study = await startStudy({ project: clinic });
  studies.push(study);
  const rename =
    'mutation { renameRecord(input: { project: "study", record: "2", newName: "22" }) { errors { code } } }';
  expect((await study.run(rename)).data.renameRecord.errors).toEqual([]);
  const state = createPlainState({ now: study.clock.gateway.now });
  study.restart(state);
  const source = study.contextOf({}).projects.get('study');
  if (source === undefined) throw new Error('the study has a project');
  const { operations, stores } = study.shared;
  const { clock } = study;
  const open: OperationNote = {
    mutation: 'renameRecord',
    target: { project: 'study', host: source.connection.host, space: source.owner },
    startedAt: clock.gateway.date(),
    endedAt: null,
    sentAt: clock.gateway.date(),
    ends: noEnds,
    current: { methods: ['renameRecord'], sent: 1, backupId: null, outcome: null },
    mayGoOn: false,
    outcome: null,
  };
  const sealed = {
    subject: 'somebody',
    calls: [{ method: 'renameRecord', args: { record: '2', newRecordName: '22' } }],
  };
  await state.journal.begin({ id: 'open', owner: operations.owner, open, sealed }, 30 * 86_400_000);
  operations.leaveOpen('open');
  const { promise: logged, resolve: hear } = Promise.withResolvers<LogFields>();
  const log = { info: hear, warn: hear, error: hear };
  const resolveFor = createCallerResolution({ operations, stores, clock: clock.gateway, log });
  const connection: ProjectConnection = { ...source.connection, tokenOf: 'caller' };
  study.forget();
  return { study, state, operations, resolveFor, connection, logged };
};

describe('an open write of a caller whose token no configuration has', () => {
  it('is looked at with the next request that brings the token, once a minute at most', async () => {
    const { study, state, operations, resolveFor, connection, logged } = await leaveOpen();
    resolveFor([connection]);
    resolveFor([connection]);
    expect(await logged).toMatchObject({ operationId: 'open', mutation: 'renameRecord', outcome: 'done' });
    expect([await state.journal.unended(), operations.leftOpen()]).toEqual([0, []]);
    const calls = study.callsOf('record').length;
    expect(calls).toBeGreaterThan(0);
    resolveFor([connection]);
    expect(study.callsOf('record').length).toBe(calls);
  });

  it('is looked at by no token of another project, nor by one that a configuration has', async () => {
    const { study, state, resolveFor, connection } = await leaveOpen();
    resolveFor([{ ...connection, tokenOf: undefined }]);
    resolveFor([{ ...connection, key: 'other' }]);
    await state.journal.get('open');
    expect(study.calls).toEqual([]);
    expect(await state.journal.unended()).toBe(1);
  });

  it('stays open for a week, and is unknown after that', async () => {
    const { study, operations } = await leaveOpen();
    const { gateway: clock } = study.clock;
    const resolve = () => resolveOpen({ operations, findProject: () => null, clock });
    study.clock.skip(6 * 86_400_000);
    expect([await resolve(), operations.leftOpen()]).toEqual([[], ['open']]);
    study.clock.skip(2 * 86_400_000);
    expect(await resolve()).toMatchObject([{ id: 'open', outcome: 'unknown' }]);
    expect(study.calls).toEqual([]);
  });
});
