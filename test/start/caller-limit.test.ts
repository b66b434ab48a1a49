import { describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { clinic } from '../support/clinic.ts';
import { composeInTest, configFor, startInTest } from '../support/composed-gateway.ts';

/** A gateway before a study, for two API keys, the first of which has limits. */
const start = async (limits: { readonly callsPerMinute?: number; readonly requestsPerMinute?: number }) => {
  const study = await startInTest({ project: clinic });
  const [limited, other] = [createApiKey(), createApiKey()];
  const config = configFor(study, {
    callers: {
      apiKeys: [
        { name: 'limited', hash: limited.hash, scopes: ['read', 'write'], ...limits },
        { name: 'other', hash: other.hash, scopes: ['read', 'write'] },
      ],
    },
  });
  const { gateway } = composeInTest(config);
  const ask = async (key: string, query: string) => {
    const response = await gateway.fetch(
      new Request('http://127.0.0.1:4000/graphql', {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      }),
    );
    return {
      status: response.status,
      wait: response.headers.get('retry-after'),
      body: (await response.json()) as unknown,
    };
  };
  return {
    study,
    ask: (query: string) => ask(limited.key, query),
    askAsOther: (query: string) => ask(other.key, query),
  };
};

const refusal = (message: string) => ({
  errors: [{ message, extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 60 } }],
});

const TOO_MANY_CALLS = 'You may cause 4 calls to REDCap a minute, and have done so. Nothing was sent. Try again later.';

/** Each of these costs one call: the name that comes next is never shared and never kept. */
const NEXT_NAME = '{ project(key: "clinic") { nextRecordName } }';

describe('a caller with a limit of requests', () => {
  it('is refused with 429 above it, and others are not', async () => {
    const { ask, askAsOther } = await start({ requestsPerMinute: 2 });
    expect([(await ask('{ __typename }')).status, (await ask('{ __typename }')).status]).toEqual([200, 200]);
    expect(await ask('{ __typename }')).toEqual({
      status: 429,
      wait: '60',
      body: refusal('You may cause 2 requests a minute, and have done so. Nothing was sent. Try again later.'),
    });
    expect((await askAsOther('{ __typename }')).status).toBe(200);
  });
});

describe('a caller with a limit of calls to REDCap', () => {
  it('reads until the limit is used up, and is then refused before anything is executed', async () => {
    const { study, ask, askAsOther } = await start({ callsPerMinute: 4 });
    for (let count = 0; count < 4; count += 1) expect((await ask(NEXT_NAME)).status).toBe(200);
    study.forget();
    expect(await ask(NEXT_NAME)).toEqual({ status: 429, wait: '60', body: refusal(TOO_MANY_CALLS) });
    expect(study.calls).toEqual([]);
    expect((await askAsOther(NEXT_NAME)).status).toBe(200);
  });

  it('gets an error at each field for which no call was left', async () => {
    const { study, ask } = await start({ callsPerMinute: 4 });
    for (let count = 0; count < 3; count += 1) await ask(NEXT_NAME);
    study.forget();
    const { status, body } = await ask('{ project(key: "clinic") { a: nextRecordName b: nextRecordName } }');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      errors: [{ message: TOO_MANY_CALLS, extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 60 } }],
    });
    expect(study.calls).toHaveLength(1);
  });

  it('sees a write to its end that has begun', async () => {
    const { study, ask, askAsOther } = await start({ callsPerMinute: 1 });
    const write = `mutation { importRecords(input: { project: "clinic", rows: [
      { record: "1", event: "baseline_arm_1", instrument: "demographics", values: [{ field: "first_name", raw: "Ada" }] }
    ] }) { errors { code message isRetryable retryAfterSeconds } updatedCount } }`;
    await askAsOther('{ project(key: "clinic") { records(first: 1) { nodes { name } } } }');
    study.forget();
    const { body } = await ask(write);
    expect(body).toMatchObject({ data: { importRecords: { errors: [] } } });
    expect(study.callsOf('record').length).toBeGreaterThan(0);
  });
});
