import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { readManifest } from '../../src/gateway/trusted-document/manifest.ts';
import { clinic } from '../support/clinic.ts';
import { composeInTest, configFor, startInTest } from '../support/composed-gateway.ts';
import { readEvents, type SentEvents } from '../support/event-stream.ts';
import { recordsAsked } from '../support/records-asked.ts';
import type { Study } from '../support/study.ts';

const FOLLOW = 'subscription { recordChanges(project: "clinic") { cursor change { kind recordName } } }';

const NOTES = `subscription { recordChanges(project: "clinic") { change { recordName record {
  instances(instrument: "demographics") { value(field: "notes") { raw } }
} } } }`;

const ADDRESS = 'http://127.0.0.1:4000/graphql';

const initOf = (body: object, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
  body: JSON.stringify(body),
});

/** Looks follow each other as fast as they may be configured to. */
const changes = { pollSeconds: 1, askedSeconds: 1 };

const start = async (): Promise<Study> => {
  const study = await startInTest({ project: clinic });
  // No project's log is empty.
  await study.post({ content: 'arm', format: 'json' });
  return study;
};

const write = async (study: Study, rows: readonly Readonly<Record<string, string>>[]): Promise<void> => {
  const data = JSON.stringify(rows.map((row) => ({ redcap_event_name: 'baseline_arm_1', ...row })));
  expect(await study.post({ content: 'record', format: 'json', data })).toMatch(/count/);
};

/** The code with which a subscription is refused, in the only event that comes then. */
const refusalOf = async (response: Response): Promise<unknown> => {
  const [refusal, ...rest] = await readEvents(response).rest();
  expect(rest.map(({ event }) => event)).toEqual(['complete']);
  return refusal?.data.errors[0].extensions.code;
};

afterEach(() => {
  vi.useRealTimers();
});

describe('a client that does not take what is sent', () => {
  const names = Array.from({ length: 105 }, (_, index) => `r${String(index)}`);
  const note = 'x'.repeat(120_000);

  /** The names of all that were sent until a number of them has come. */
  const takeNames = async (
    events: SentEvents,
    count: number,
  ): Promise<{ readonly names: string[]; readonly id: string }> => {
    const taken: string[] = [];
    let id = '';
    while (taken.length < count) {
      const event = await events.next();
      id = event?.id ?? '';
      const { change } = event?.data.data.recordChanges ?? {};
      if (change != null) taken.push(change.recordName);
    }
    return { names: taken, id };
  };

  it('has nothing loaded for it beyond a batch, is cut off, and gets the rest behind its last event', async () => {
    const study = await start();
    const { gateway } = composeInTest(configFor(study, { changes, limits: { stallSeconds: 1 } }));
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const events = readEvents(await fetch(`${url}/graphql`, initOf({ query: NOTES })));
    await events.next();
    study.forget();
    await write(
      study,
      names.map((record_id) => ({ record_id, notes: note })),
    );
    const first = await takeNames(events, 3);
    await expect.poll(() => gateway.watched.watches().members, { timeout: 20_000 }).toBe(0);
    // The changes of a batch are 100: they are 12 MB, which no connection takes at once.
    expect(new Set(study.callsOf('record').flatMap(recordsAsked)).size).toBe(100);
    const again = readEvents(await fetch(`${url}/graphql`, initOf({ query: NOTES }, { 'last-event-id': first.id })));
    const rest = await takeNames(again, names.length - 3);
    expect([...first.names, ...rest.names].sort()).toEqual([...names].sort());
    await again.end();
    await events.end().catch(() => undefined);
  }, 60_000);
});

describe('a subscription whose key has an end', () => {
  it('ends before the next event once the key has expired', async () => {
    const study = await start();
    const { key, hash } = createApiKey();
    const expires = new Date(Date.now() + 3_600_000).toISOString().slice(0, 19) + 'Z';
    const { gateway } = composeInTest(
      configFor(study, { changes, callers: { apiKeys: [{ name: 'reader', hash, scopes: ['read'], expires }] } }),
    );
    const request = new Request(ADDRESS, initOf({ query: FOLLOW }, { authorization: `Bearer ${key}` }));
    const events = readEvents(await gateway.fetch(request));
    expect((await events.next())?.data.data.recordChanges.change).toBeNull();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_601_000 });
    await write(study, [{ record_id: '3', first_name: 'Eve' }]);
    expect((await events.next())?.data.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await events.rest()).map(({ event }) => event)).toEqual(['complete']);
  });
});

describe('the limits of documents', () => {
  it('hold for a subscription, before anything is asked of REDCap', async () => {
    const study = await start();
    const { gateway } = composeInTest(configFor(study, { changes, limits: { depth: 3 } }));
    study.forget();
    const response = await gateway.fetch(new Request(ADDRESS, initOf({ query: NOTES })));
    expect(await refusalOf(response)).toBe('OPERATION_TOO_COMPLEX');
    expect(study.calls).toEqual([]);
  });

  it('let a subscription be run by the id of a trusted document, and no other where these are required', async () => {
    const study = await start();
    const manifests = [readManifest(JSON.stringify({ '7b1d': FOLLOW }))];
    const config = configFor(study, { changes });
    const trustedDocuments = { manifests, isRequired: true, exempt: { apiKeys: [], policies: [] } };
    const { gateway } = composeInTest({ ...config, trustedDocuments });
    const refused = await gateway.fetch(new Request(ADDRESS, initOf({ query: NOTES })));
    expect(await refusalOf(refused)).toBe('DOCUMENT_NOT_TRUSTED');
    const events = readEvents(await gateway.fetch(new Request(ADDRESS, initOf({ documentId: '7b1d' }))));
    expect((await events.next())?.data.data.recordChanges.change).toBeNull();
    await events.end();
  });
});
