import { describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { clinic } from '../support/clinic.ts';
import { composeInTest, configFor, startInTest, type LoggedGateway } from '../support/composed-gateway.ts';
import { readEvents, type SentEvents } from '../support/event-stream.ts';
import type { Study } from '../support/study.ts';

const FOLLOW = 'subscription { recordChanges(project: "clinic") { cursor change { kind recordName } } }';
const ADDRESS = 'http://127.0.0.1:4000/graphql';
const OWN = 'http://127.0.0.1:4000/projects/clinic/graphql';

const post = (headers: Record<string, string> = {}, query = FOLLOW): Request =>
  new Request(ADDRESS, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
  });

const start = async (): Promise<Study> => {
  const study = await startInTest({ project: clinic });
  // No project's log is empty.
  await study.post({ content: 'arm', format: 'json' });
  return study;
};

/** Looks follow each other as fast as they may be configured to. */
const changes = { pollSeconds: 1, askedSeconds: 1 };

const follow = async ({ gateway }: Pick<LoggedGateway, 'gateway'>, request = post()): Promise<SentEvents> => {
  const response = await gateway.fetch(request);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  return readEvents(response);
};

const write = async (study: Study, record_id: string, first_name = 'Eve'): Promise<void> => {
  const data = JSON.stringify([{ record_id, redcap_event_name: 'baseline_arm_1', first_name }]);
  expect(await study.post({ content: 'record', format: 'json', data })).toMatch(/count/);
};

describe('a subscription by server-sent events', () => {
  it('has the cursor as the id of each event', async () => {
    const study = await start();
    const events = await follow(composeInTest(configFor(study, { changes })));
    const begun = await events.next();
    expect(begun?.data.data.recordChanges).toEqual({ cursor: begun?.id, change: null });
    await write(study, '3');
    const created = await events.next();
    expect(created?.data.data.recordChanges).toEqual({
      cursor: created?.id,
      change: { kind: 'CREATED', recordName: '3' },
    });
    await events.end();
  });

  it('may be asked for by GET', async () => {
    const study = await start();
    const address = `${ADDRESS}?${String(new URLSearchParams({ query: FOLLOW }))}`;
    const request = new Request(address, { headers: { accept: 'text/event-stream' } });
    const events = await follow(composeInTest(configFor(study, { changes })), request);
    expect((await events.next())?.data.data.recordChanges.change).toBeNull();
    await events.end();
  });

  it("is of the project of the address at a project's own graph, with the filter of all projects or its own", async () => {
    const study = await start();
    const query = `subscription {
      recordChanges(where: { field: "first_name", eq: "Eve" }) { matches change { kind recordName } }
    }`;
    const typed = `subscription {
      recordChanges(match: { demographics: { first_name: { eq: "Eve" } } }) { matches change { kind recordName } }
    }`;
    const { gateway } = composeInTest(configFor(study, { changes }));
    const open = async (document: string): Promise<SentEvents> => {
      const events = await follow({ gateway }, new Request(OWN, post({}, document)));
      expect((await events.next())?.data.data.recordChanges).toEqual({ matches: true, change: null });
      return events;
    };
    const both = [await open(query), await open(typed)];
    await write(study, '3', 'Ada');
    await write(study, '4', 'Eve');
    for (const events of both) {
      expect((await events.next())?.data.data.recordChanges).toEqual({
        matches: true,
        change: { kind: 'CREATED', recordName: '4' },
      });
      await events.end();
    }
  });

  it('takes one filter', async () => {
    const { gateway } = composeInTest(configFor(await start(), { changes }));
    const document = `subscription {
      recordChanges(match: { demographics: { first_name: { eq: "Eve" } } }, where: { field: "first_name", eq: "Eve" }) { cursor }
    }`;
    const [refusal] = await readEvents(await gateway.fetch(new Request(OWN, post({}, document)))).rest();
    expect(refusal?.data.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'match' });
  });

  it('goes on behind the header Last-Event-ID', async () => {
    const study = await start();
    const composed = composeInTest(configFor(study, { changes }));
    const first = await follow(composed);
    const begun = await first.next();
    await first.end();
    await write(study, '3');
    const again = await follow(composed, post({ 'last-event-id': begun?.id ?? '' }));
    await again.next();
    expect((await again.next())?.data.data.recordChanges.change).toEqual({ kind: 'CREATED', recordName: '3' });
    await again.end();
  });

  it('ends with an error and complete when the gateway stops, without waiting for the grace', async () => {
    const study = await start();
    const { gateway } = composeInTest(configFor(study, { changes, stop: { finishSeconds: 3600, drainSeconds: 0 } }));
    const events = await follow({ gateway });
    await events.next();
    const rest = events.rest();
    await gateway.close();
    expect((await rest).map(({ event, data }) => [event, data?.errors[0].extensions.code])).toEqual([
      ['next', 'SHUTTING_DOWN'],
      ['complete', undefined],
    ]);
  });

  it('is not opened for a caller who has as many as they may have', async () => {
    const study = await start();
    const composed = composeInTest(configFor(study, { changes, limits: { streams: 1 } }));
    const first = await follow(composed);
    const refused = await composed.gateway.fetch(post());
    expect(refused.status).toBe(429);
    await first.end();
    const second = await follow(composed);
    await second.end();
  });
});

describe('a subscription to the progress of an import', () => {
  const progress = 'subscription { importProgress(idempotencyKey: "k-1") { rowCount settledCount isFinished } }';
  const importing = `mutation { importRecords(input: { idempotencyKey: "k-1", rows: [{
    record: "3", event: "baseline_arm_1", instrument: "demographics", values: [{ field: "first_name", raw: "Eve" }]
  }] }) { errors { code } } }`;

  it('begins with null, and ends with complete behind the last event', async () => {
    const { gateway } = composeInTest(configFor(await start(), {}));
    const events = await follow({ gateway }, new Request(OWN, post({}, progress)));
    expect((await events.next())?.data.data).toEqual({ importProgress: null });
    const answer = await gateway.fetch(
      new Request(OWN, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: importing }),
      }),
    );
    expect(await answer.json()).toMatchObject({ data: { importRecords: { errors: [] } } });
    const rest = await events.rest();
    expect(rest.slice(-2).map(({ event, data }) => [event, data?.data])).toEqual([
      ['next', { importProgress: { rowCount: 1, settledCount: 1, isFinished: true } }],
      ['complete', undefined],
    ]);
  });
});

describe('a subscription whose caller changes', () => {
  const settings = (hash: string, scopes: readonly string[]) => ({
    changes,
    callers: { apiKeys: [{ name: 'reader', hash, projects: 'all', scopes }] },
  });
  const other = createApiKey();

  it.each([
    ['is revoked', other.hash, ['read'], 'UNAUTHENTICATED'],
    ['may do something else', null, ['read', 'logging'], 'FORBIDDEN'],
  ] as const)('ends before the next event when its key %s', async (_what, replaced, scopes, code) => {
    const study = await start();
    const { key, hash } = createApiKey();
    const { gateway } = composeInTest(configFor(study, settings(hash, ['read'])));
    const events = await follow({ gateway }, post({ authorization: `Bearer ${key}` }));
    await events.next();
    gateway.replaceCallers(configFor(study, settings(replaced ?? hash, scopes)));
    await write(study, '3');
    expect((await events.next())?.data.errors[0].extensions.code).toBe(code);
    expect((await events.rest()).map(({ event }) => event)).toEqual(['complete']);
  });
});
