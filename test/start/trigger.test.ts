import { describe, expect, it } from 'vitest';
import { runTrigger } from '../../src/start/command/trigger.ts';
import { triggerPathOf } from '../../src/start/trigger.ts';
import { clinic } from '../support/clinic.ts';
import { composeInTest, configFor, startInTest, type LoggedGateway } from '../support/composed-gateway.ts';
import { readEvents, type SentEvents } from '../support/event-stream.ts';
import type { Study } from '../support/study.ts';

const SECRET = 'a secret of a gateway in a test of triggers';
const ADDRESS = 'http://127.0.0.1:4000';
const path = triggerPathOf(Buffer.from(SECRET), 'clinic');

/** What REDCap sends, with a value that must not come up anywhere. */
const SENT =
  'project_id=1&instrument=demographics&record=Zebedee&demographics_complete=2&redcap_url=http%3A%2F%2Fevil.example';

/** Within this hour no look is made that nobody asks for, but the first. */
const start = async (): Promise<LoggedGateway & { readonly study: Study }> => {
  const study = await startInTest({ project: clinic });
  // No project's log is empty.
  await study.post({ content: 'arm', format: 'json' });
  const changes = { pollSeconds: 3600, askedSeconds: 1 };
  const config = configFor(study, { changes, secret: { env: 'SECRET' } }, { SECRET });
  return { study, ...composeInTest(config) };
};

const send = async ({ gateway }: LoggedGateway, address = path, init: RequestInit = {}): Promise<Response> =>
  gateway.fetch(
    new Request(`${ADDRESS}${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: SENT,
      ...init,
    }),
  );

const follow = async ({ gateway }: LoggedGateway): Promise<SentEvents> => {
  const query = 'subscription { recordChanges(project: "clinic") { change { kind recordName } } }';
  const response = await gateway.fetch(
    new Request(`${ADDRESS}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    }),
  );
  const events = readEvents(response);
  expect((await events.next())?.data.data.recordChanges.change).toBeNull();
  return events;
};

const write = async (study: Study, record_id: string): Promise<void> => {
  const data = JSON.stringify([{ record_id, redcap_event_name: 'baseline_arm_1', first_name: 'Eve' }]);
  expect(await study.post({ content: 'record', format: 'json', data })).toMatch(/count/);
};

const looksAt = (study: Study): number => study.callsOf('log').length;

describe("REDCap's Data Entry Trigger", () => {
  it('has REDCap looked at once, and reads nothing of what was sent', async () => {
    const started = await start();
    const events = await follow(started);
    await write(started.study, '3');
    expect(looksAt(started.study)).toBe(1);
    const answer = await send(started);
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect((await events.next())?.data.data.recordChanges.change).toEqual({ kind: 'CREATED', recordName: '3' });
    expect(looksAt(started.study)).toBe(2);
    expect(JSON.stringify(started.lines)).not.toMatch(/Zebedee|evil|demographics/);
    expect(JSON.stringify(started.lines)).not.toContain(path.split('/').at(-1));
    await events.end();
  });

  it('makes few looks of a flood, one after another, and misses nothing', async () => {
    const started = await start();
    const { study } = started;
    const events = await follow(started);
    const names = ['11', '12', '13', '14'];
    for (const name of names) {
      await write(study, name);
      const answers = await Promise.all(Array.from({ length: 50 }, () => send(started)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    }
    const seen = new Set<string>();
    while (seen.size < names.length) seen.add((await events.next())?.data.data.recordChanges.change.recordName);
    expect([...seen].sort()).toEqual(names);
    // The first look, that of the first trigger, and one for all that came before its second was over.
    expect(looksAt(study)).toBeLessThanOrEqual(1 + names.length);
    await events.end();
  });

  it('is answered though nobody follows, and asks REDCap for nothing then', async () => {
    const started = await start();
    const before = started.study.calls.length;
    expect((await send(started)).status).toBe(204);
    expect(started.study.calls).toHaveLength(before);
  });

  it.each([
    ['another secret', path.replace(/\w$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ["another project's secret", triggerPathOf(Buffer.from(SECRET), 'other').replace('other', 'clinic')],
    ['a project that is not configured', triggerPathOf(Buffer.from(SECRET), 'other')],
    ['no secret', '/projects/clinic/trigger/'],
  ])('is not found by %s', async (_what, address) => {
    const started = await start();
    expect((await send(started, address)).status).toBe(404);
    expect(looksAt(started.study)).toBe(0);
  });

  it('is sent by POST alone', async () => {
    const answer = await send(await start(), path, { method: 'GET', body: null });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('the command trigger', () => {
  const run = (argv: readonly string[], env: Record<string, string> = {}): string => {
    let text = '';
    runTrigger({ argv, env, out: { write: (more) => (text += more) } });
    return text;
  };
  const env = { REDCAP_URL: 'https://redcap.example.org/api/', REDCAP_TOKEN: 'A'.repeat(32) };

  it('prints the address of a project', () => {
    const [address] = run(['project', '--port', '5000'], { ...env, REDCAP_GRAPHQL_SECRET: SECRET }).split('\n');
    expect(address).toBe(`http://127.0.0.1:5000${triggerPathOf(Buffer.from(SECRET), 'project')}`);
  });

  it.each([
    ['no project', [], { REDCAP_GRAPHQL_SECRET: SECRET }, 'Name a project'],
    ['no secret', ['project'], {}, 'Configure it first'],
    ['another project', ['stroke2'], { REDCAP_GRAPHQL_SECRET: SECRET }, 'no project with this key. It has: project'],
  ])('says what is missing where there is %s', (_what, argv, more, message) => {
    expect(() => run(argv, { ...env, ...more })).toThrow(message);
  });
});
