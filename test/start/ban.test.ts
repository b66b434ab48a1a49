import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/redcap/clock.ts';
import { createMemoryState } from '../../src/state/memory/state.ts';
import { clinic } from '../support/clinic.ts';
import { composeInTest, configFor, startInTest } from '../support/composed-gateway.ts';

const PAGE = '<html>Your IP address has been banned due to suspected abuse; you cannot use REDCap.</html>';

/** Two gateways with one state, before a REDCap that bans them at once. */
const start = async () => {
  const study = await startInTest({
    project: clinic,
    intercept: () => Promise.resolve(new Response(PAGE, { headers: { 'content-type': 'text/html' } })),
  });
  const state = createMemoryState({ now: systemClock.now });
  // By the call budget of a gateway that nobody has configured.
  const config = configFor(study, { redcap: {} });
  const startOne = () => {
    const { gateway, lines } = composeInTest(config, { state });
    const send = async (path: string, body?: unknown) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await gateway.fetch(new Request(`http://127.0.0.1:4000${path}`, body === undefined ? {} : init));
      return { status: response.status, body: (await response.json()) as unknown };
    };
    return { send, ask: (query: string) => send('/graphql', { query }), lines };
  };
  return { study, state, here: startOne(), there: startOne(), host: new URL(study.url).host };
};

const QUERY = '{ project(key: "clinic") { nextRecordName } }';
const MESSAGE = 'REDCap has blocked the address of this gateway. A REDCap administrator must lift the block.';

describe('the page of a blocked address', () => {
  it('stops all gateways that share a state, in words that callers and the operator understand', async () => {
    const { study, here, there, host } = await start();
    const error = { message: MESSAGE, extensions: { code: 'REDCAP_UNAVAILABLE', retryAfterSeconds: 900 } };
    expect((await here.ask(QUERY)).body).toMatchObject({ errors: [error] });
    expect(study.calls).toHaveLength(1);
    expect((await there.ask(QUERY)).body).toMatchObject({ errors: [error] });
    expect((await here.ask(QUERY)).body).toMatchObject({ errors: [error] });
    expect(study.calls).toHaveLength(1);
    for (const { lines } of [here, there]) {
      const errors = lines.filter(({ level }) => level === 'error');
      expect(errors).toHaveLength(1);
      expect(JSON.stringify(errors)).toContain(`redcap-graphql resume ${host}`);
    }
  });

  it('is said by /ready of each of them, until somebody resumes the host', async () => {
    const { state, here, there, host } = await start();
    await here.ask(QUERY);
    const ready = await there.send('/ready');
    expect(ready).toMatchObject({ status: 503, body: { status: 'not ready' } });
    expect(JSON.stringify(ready.body)).toContain('redcap-graphql resume');
    await state.recentCalls.resume(host);
    expect(await state.recentCalls.held()).toEqual([]);
  });

  it('is an error of the payload of a write, with the time after which to look again', async () => {
    const { here } = await start();
    await here.ask(QUERY);
    const { body } = await here.ask(
      'mutation { deleteRecords(input: { project: "clinic", records: ["1"], confirmCount: 1 }) { errors { code message isRetryable retryAfterSeconds } } }',
    );
    expect(body).toMatchObject({
      data: {
        deleteRecords: {
          errors: [{ code: 'REDCAP_UNAVAILABLE', message: MESSAGE, isRetryable: true, retryAfterSeconds: 900 }],
        },
      },
    });
  });
});
