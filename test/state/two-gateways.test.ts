import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContext, createSharedState, type Context } from '../../src/context.ts';
import type { ProjectSource } from '../../src/loaders/project-source.ts';
import { createRedcap } from '../../src/redcap/client.ts';
import { systemClock } from '../../src/redcap/clock.ts';
import { importArms } from '../../src/redcap/methods/arm.ts';
import { createTransport, type Transport } from '../../src/redcap/transport.ts';
import type { State } from '../../src/state/state.ts';
import { importRecords } from '../../src/writers/record/import.ts';
import { clinic } from '../support/clinic.ts';
import { createPlainState } from '../support/state.ts';
import { startStudy, type Study } from '../support/study.ts';

let study: Study;
let state: State;
const transports: Transport[] = [];

beforeEach(async () => {
  study = await startStudy({ project: clinic });
  state = createPlainState({ now: systemClock.now });
});

afterEach(async () => {
  await Promise.all(transports.splice(0).map((transport) => transport.close(1_000)));
  await study.close();
});

/** Makes requests to a gateway of its own: it shares the state with the others, and nothing else. */
const startGateway = (): (() => Context) => {
  const transport = createTransport({ url: study.url, clock: systemClock });
  transports.push(transport);
  const shared = createSharedState({
    state,
    secret: Buffer.alloc(32, 7),
    designMaxAgeMs: 60_000,
    listMaxAgeMs: 60_000,
    maxPageSize: 100,
    requestTimeoutMs: 30_000,
    clock: systemClock,
  });
  const redcap = createRedcap({ transport, token: study.owner.token ?? '' });
  const connections = [{ key: 'study', host: study.url, redcap }];
  return () => createContext(shared, { subject: 'owner', mayWrite: true, connections }, {});
};

const sourceOf = (context: Context): ProjectSource => {
  const source = context.projects.get('study');
  if (source === undefined) throw new Error('the study has no project');
  return source;
};

describe('two gateways over one state', () => {
  it('ask for a design once, and read it anew after either has written to it', async () => {
    const [here, there] = [startGateway(), startGateway()];
    const before = await sourceOf(here()).design();
    study.forget();
    expect((await sourceOf(there()).design()).digest).toBe(before.digest);
    expect(study.calls).toEqual([]);
    const arms = { rows: [{ arm_num: 1, name: 'Renamed' }], override: false };
    await sourceOf(here()).write(importArms, arms, ['arms']);
    expect((await sourceOf(there()).design()).arm(1)?.name).toBe('Renamed');
    expect(study.callsOf('arm')).toHaveLength(1);
    expect(study.callsOf('metadata')).toEqual([]);
  });

  it('remember together which arms REDCap does not list yet', async () => {
    const [here, there] = [startGateway(), startGateway()];
    await Promise.all([sourceOf(here()).rememberArm(7, 'Seven'), sourceOf(there()).rememberArm(8, 'Eight')]);
    expect([...(await sourceOf(there()).unlistedArms())].toSorted()).toEqual([
      [7, 'Seven'],
      [8, 'Eight'],
    ]);
  });

  it('do once what is asked of both with one idempotency key', async () => {
    const gateways = [startGateway(), startGateway()];
    const rows = [
      {
        record: '1',
        event: 'baseline_arm_1',
        instrument: 'adverse_events',
        newInstance: true,
        values: [{ field: 'ae_term', raw: 'Fall' }],
      },
    ];
    const input = { rows, assignRecordNames: false, dryRun: false, verify: true, idempotencyKey: 'one' };
    const results = await Promise.all(
      gateways.map((gateway) => {
        const context = gateway();
        return importRecords(context, sourceOf(context), input);
      }),
    );
    expect(results.map(({ errors }) => errors)).toEqual([[], []]);
    expect(results[1]?.rows).toEqual(results[0]?.rows);
    const stored = [...(study.project.records.get('1')?.rows.values() ?? [])];
    expect(stored.filter((row) => row.values.get('ae_term') === 'Fall')).toHaveLength(1);
  });
});
