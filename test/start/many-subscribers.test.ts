import { request, type ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { clinic } from '../support/clinic.ts';
import { composeInTest, configFor, startInTest } from '../support/composed-gateway.ts';
import { isLong } from '../support/runs.ts';
import type { Study } from '../support/study.ts';

const FOLLOW = 'subscription { recordChanges(project: "clinic") { change { kind recordName } } }';

/** A client that follows the changes of records over a connection of its own. */
interface Follower {
  readonly socket: Socket | null;
  /** Kept once the gateway has answered with this text, or the answer has ended. Returns all of the answer so far. */
  readonly until: (text: string) => Promise<string>;
  readonly status: () => number | undefined;
  readonly leave: () => void;
}

const follow = (url: string): Promise<Follower> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    // Without an agent's own connections each client has another one, as browsers and programs of 1,000 people have.
    const asking: ClientRequest = request(`${url}/graphql`, { method: 'POST', agent: false, headers }, (response) => {
      let [answer, isOver] = ['', false];
      let look = (): void => undefined;
      response.setEncoding('utf8').on('data', (text: string) => {
        answer += text;
        look();
      });
      response.on('close', () => {
        isOver = true;
        look();
      });
      response.on('error', () => undefined);
      resolve({
        socket: asking.socket,
        until: (text) =>
          new Promise((done) => {
            look = () => {
              if (isOver || answer.includes(text)) done(answer);
            };
            look();
          }),
        status: () => response.statusCode,
        leave: () => asking.destroy(),
      });
    });
    asking.on('error', reject);
    asking.end(JSON.stringify({ query: FOLLOW }));
  });

/** So many connections are opened at once: a machine lets no more wait to be accepted than its queue has room for. */
const AT_ONCE = 100;

const followAll = async (url: string, count: number): Promise<readonly Follower[]> => {
  const all: Follower[] = [];
  while (all.length < count) {
    const some = Math.min(AT_ONCE, count - all.length);
    all.push(...(await Promise.all(Array.from({ length: some }, () => follow(url)))));
  }
  return all;
};

const write = async (study: Study, record_id: string): Promise<void> => {
  const data = JSON.stringify([{ record_id, redcap_event_name: 'baseline_arm_1', first_name: 'Eve' }]);
  expect(await study.post({ content: 'record', format: 'json', data })).toMatch(/count/);
};

const start = async (settings: object): Promise<{ readonly study: Study } & ReturnType<typeof composeInTest>> => {
  const study = await startInTest({ project: clinic });
  // No project's log is empty.
  await study.post({ content: 'arm', format: 'json' });
  return { study, ...composeInTest(configFor(study, settings)) };
};

/** Each has two sockets in this process, which takes ten seconds for a thousand of them where the machine is busy. */
const SUBSCRIBERS = isLong ? 1_000 : 200;

describe(`${String(SUBSCRIBERS)} subscribers over as many connections`, () => {
  it('get a change that one poller saw, and no look is made for them once they have left', async () => {
    const changes = { pollSeconds: 1, askedSeconds: 1 };
    const { study, gateway } = await start({ changes, limits: { streams: SUBSCRIBERS } });
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const all = await followAll(url, SUBSCRIBERS);
    await Promise.all(all.map(({ until }) => until('"change":null')));
    expect(new Set(all.map(({ socket }) => socket?.localPort)).size).toBe(SUBSCRIBERS);
    expect(gateway.watched.watches()).toMatchObject({ watches: 1, members: SUBSCRIBERS, failedLooks: 0 });

    await write(study, '3');
    const answers = await Promise.all(all.map(({ until }) => until('CREATED')));
    const ends = answers.map((answer) => answer.slice(answer.lastIndexOf('data: ')).trim());
    expect([...new Set(ends)]).toEqual([
      'data: {"data":{"recordChanges":{"change":{"kind":"CREATED","recordName":"3"}}},' +
        '"extensions":{"redcap":{"calls":0,"bytes":0,"rows":0,"waitedMs":0,"coalesced":0}}}',
    ]);
    // However many follow, REDCap's log is asked for once a look.
    expect(study.callsOf('log')).toHaveLength(gateway.watched.watches().looks);

    for (const { leave } of all) leave();
    await expect.poll(() => gateway.watched.watches(), { timeout: 20_000 }).toMatchObject({ watches: 0, members: 0 });
    expect(study.callsOf('log')).toHaveLength(gateway.watched.watches().looks);
  }, 60_000);

  it('are a hundred for one caller unless the limit is raised, and the next one is refused with that number', async () => {
    const { gateway } = await start({});
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const all = await followAll(url, 100);
    await Promise.all(all.map(({ until }) => until('"change":null')));
    const refused = await follow(url);
    expect(await refused.until('complete')).toContain(
      'You have 100 subscriptions open, and may have no more. End one first.',
    );
    expect(refused.status()).toBe(429);
    for (const { leave } of all) leave();
  }, 60_000);
});
