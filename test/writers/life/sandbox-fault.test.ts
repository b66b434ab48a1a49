import { graphql } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { createContext, createSharedState } from '../../../src/context.ts';
import { createRedcap } from '../../../src/redcap/client.ts';
import { createTransport } from '../../../src/redcap/transport.ts';
import { createControl } from '../../../src/sandbox/control/control.ts';
import { faults } from '../../../src/sandbox/fault/index.ts';
import type { FaultOrder } from '../../../src/sandbox/fault/plan.ts';
import { createSandbox } from '../../../src/sandbox/http/app.ts';
import { listenSandbox } from '../../../src/sandbox/http/listen.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';
import { schema } from '../../../src/schema/index.ts';
import { createSkippingClock } from '../../support/skipping-clock.ts';
import { lifeClinic } from './mutation.ts';

/** What became of a mutation: what the caller reads, and what is true. */
interface Result {
  /** The payload's codes, or those of the errors of the response. */
  readonly codes: readonly unknown[];
  readonly isStored: boolean;
  readonly sent: number;
}

const rename = `mutation { renameRecord(input: { project: "study", record: "2", newName: "22" }) { errors { code } } }`;

/** Renames a record of a sandbox whose answer to it is at fault. */
const renameUnder = async (order: FaultOrder): Promise<Result> => {
  const store = createStore({ seed: 'life' });
  const { project, owner } = lifeClinic(store);
  const control = createControl(store);
  const sandbox = await listenSandbox(control.watch(createSandbox(store)), { host: '127.0.0.1', port: 0 });
  const clock = createSkippingClock();
  const transport = createTransport({ url: sandbox.url, clock: clock.transport, maxResponseBytes: 1024 * 1024 });
  try {
    const redcap = createRedcap({ transport, token: owner.token ?? '' });
    const shared = createSharedState({
      secret: Buffer.alloc(32, 7),
      designMaxAgeMs: 60_000,
      listMaxAgeMs: 60_000,
      maxPageSize: 100,
      requestTimeoutMs: 30_000,
      clock: clock.gateway,
    });
    const connections = [{ key: 'study', host: sandbox.url, redcap }];
    const contextValue = createContext(shared, { subject: 'owner', mayWrite: true, connections }, {});
    control.faults.inject({ ...order, match: { content: 'record', action: 'rename' }, times: 1 });
    const running = graphql({ schema, source: rename, contextValue });
    const met = (): number => control.faults.list()[0]?.met ?? 0;
    if (order.fault.startsWith('hang')) {
      await vi.waitFor(() => expect(met()).toBe(1));
      clock.skip(120_000);
    }
    const { data, errors = [] } = await running;
    const payload = data?.['renameRecord'] as { errors: { code: string }[] } | null | undefined;
    return {
      codes: [
        ...errors.map(({ originalError }) => originalError?.name),
        ...(payload?.errors ?? []).map(({ code }) => code),
      ],
      isStored: project.records.has('22'),
      sent: control.faults.list()[0]?.matched ?? 0,
    };
  } finally {
    await transport.close(0);
    await sandbox.close(0);
  }
};

/** They take time or memory, and lose no answer in another way than the rest. */
const LONG = ['slow', 'hold', 'drip-body', 'drip-header', 'gzip-bomb', 'huge-body'];

/** The very answer with which REDCap says that a record is renamed. */
const PLAIN_ANSWER = 'number-body';

/** What REDCap, or the web server before it ran REDCap, says of a call that it does not carry out. */
const REFUSALS: ReadonlySet<string> = new Set([
  'rate-limited',
  'bad-request',
  'not-acceptable',
  'not-implemented',
  'unauthorized',
  'forbidden',
  'not-found',
  'banned',
  'maintenance',
  'maintenance-503',
  'error-with-200',
  'xml-error-with-200',
  'leaky-error',
]);

const orderOf = (fault: string): FaultOrder =>
  fault === 'rate-limited' ? { fault, settings: { retryAfterSeconds: 3600 } } : { fault };

describe('a write under each fault of the sandbox', () => {
  it.each(faults.map(({ name }) => name).filter((name) => !LONG.includes(name) && name !== PLAIN_ANSWER))(
    'is said to be done only when it is, and not to be done only when it is not: %s',
    async (fault) => {
      const { codes, isStored, sent } = await renameUnder(orderOf(fault));
      expect(sent).toBe(1);
      expect([fault, codes.length === 0]).toEqual([fault, isStored]);
      if (REFUSALS.has(fault)) return;
      // The same loss of the answer, after REDCap has done it.
      const done = await renameUnder({ ...orderOf(fault), commit: true });
      expect(done).toEqual({ codes: [], isStored: true, sent: 1 });
    },
  );
});
