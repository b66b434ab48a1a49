import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, globSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import { runToken } from '../../../src/start/command/token.ts';
import { describeFindings } from '../../../src/start/doctor/finding.ts';
import { examineTokenStore } from '../../../src/start/doctor/token-store.ts';
import { readSecretInput } from '../../../src/start/secret-input.ts';
import { configInputOf, readConfig } from '../../../src/start/surroundings.ts';
import { clinic } from '../../support/clinic.ts';
import { createFolder } from '../../support/data-folder.ts';
import { mainFile, programEnv, runMain, waitForError, waitForOutput, watchMain } from '../../support/main-program.ts';
import type { MainRun } from '../../support/main-program.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const SECRET = 's'.repeat(32);
const OTHER = '0123456789ABCDEF0123456789ABCDEF';

const open = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  onTestFinished(study.close);
  return study;
};

/** Where the command runs, and what is on stdin. */
interface Place {
  readonly folder: string;
  readonly env: Record<string, string>;
}

const createPlace = (settings: object = {}): Place => {
  const folder = createFolder();
  writeFileSync(join(folder, 'gateway.json'), JSON.stringify({ data: join(folder, 'data'), ...settings }));
  return { folder, env: { REDCAP_GRAPHQL_SECRET: SECRET, REDCAP_GRAPHQL_CONFIG: join(folder, 'gateway.json') } };
};

const tokensOf = ({ folder }: Place): string => join(folder, 'data', 'tokens');

/** Runs a command of `token`, and returns its exit code and what it prints. */
const run = async ({ env }: Place, argv: string, token = ''): Promise<readonly [code: number, text: string]> => {
  let text = '';
  const code = await runToken({
    argv: argv.split(' '),
    env,
    out: { write: (part: string) => (text += part) },
    askSecret: () => Promise.resolve(token),
  });
  return [code, text];
};

const configOf = (place: Place) => readConfig({ argv: [], env: place.env });
const ownToken = ({ owner }: Study): string => owner.token ?? '';
const referTo = ({ url }: Study, stored = 'clinic') => ({ projects: [{ key: 'clinic', url, token: { stored } }] });

describe('token add', () => {
  it('stores a token that REDCap accepts, says its project and rights, and the configuration finds it', async () => {
    const study = await open();
    const place = createPlace(referTo(study));
    const [code, text] = await run(place, 'add clinic', ownToken(study));
    expect(code).toBe(0);
    expect(text.split('\n')).toEqual([
      'ok    clinic  token: REDCap accepts it.',
      expect.stringMatching(/^ok {4}clinic {2}project: ".+", in (?:production|development)\.$/),
      expect.stringMatching(/^(?:ok|warn) .* rights: /),
      ...(text.includes('API Export') ? [expect.stringContaining('rights'), expect.stringContaining('rights')] : []),
      expect.stringMatching(
        /^Stored "clinic", fingerprint [0-9a-f]{12}\. The configuration refers to it by \{ "stored": "clinic" \}\.$/,
      ),
      '',
    ]);
    expect(text).not.toContain(ownToken(study));
    expect(configOf(place).projects[0]?.token.reveal()).toBe(ownToken(study));
    expect([
      statSync(tokensOf(place)).mode & 0o777,
      statSync(join(tokensOf(place), 'clinic.token')).mode & 0o777,
    ]).toEqual([0o700, 0o600]);
    expect(study.calls.map(({ content }) => content)).toEqual(['project', 'user']);
  });

  it('stores nothing of a token that REDCap refuses', async () => {
    const study = await open();
    const place = createPlace(referTo(study));
    const [code, text] = await run(place, 'add clinic', OTHER);
    expect([code, text]).toEqual([1, expect.stringContaining('Nothing was stored.')]);
    expect(text).not.toContain(OTHER);
    expect(globSync('**/*.token', { cwd: place.folder })).toEqual([]);
  });

  it('stores nothing where REDCap does not answer, unless it is not to be asked', async () => {
    const place = createPlace({
      projects: [{ key: 'clinic', url: 'http://127.0.0.1:1/', token: { stored: 'clinic' } }],
    });
    expect(await run(place, 'add clinic', OTHER)).toEqual([2, expect.stringContaining('Nothing was stored.')]);
    expect(await run(place, 'add clinic --offline', OTHER)).toEqual([0, expect.stringMatching(/^Stored "clinic"/)]);
  });

  it.each(['', 'abc', `${OTHER}0`, 'g'.repeat(32)])('refuses the form of %j before anybody is asked', async (token) => {
    await expect(run(createPlace(), 'add clinic', token)).rejects.toThrow('This is not a REDCap token');
  });

  it('asks about a super token by the version, and about no project', async () => {
    const study = await open();
    const place = createPlace({ projectCreation: { url: study.url, superToken: { stored: 'super' } } });
    const [code, text] = await run(place, 'add super', study.store.superToken);
    expect([code, text]).toEqual([0, expect.stringContaining('It is a super token')]);
    expect(study.calls.map(({ content }) => content)).toEqual(['version']);
  });

  it.each([`add ${OTHER}`, `add clinic ${OTHER}`, 'add', 'add ../clinic'])(
    'takes no token and no path from the command line: %s',
    async (argv) => {
      const message: unknown = await run(createPlace(), argv).catch(String);
      expect(message).toMatch(/^Error: (?:Name a token|"token add" takes one name)/);
      expect(message).not.toContain(OTHER);
    },
  );

  it('refuses a name that is taken, also in other letters', async () => {
    const place = createPlace();
    await run(place, 'add clinic --offline', OTHER);
    const [code, text] = await run(place, 'add Clinic --offline', OTHER);
    expect([code, text]).toEqual([1, expect.stringContaining('There is a token "Clinic" already.')]);
  });

  it('asks for the address where the configuration leaves it open', async () => {
    const study = await open();
    const place = createPlace();
    await expect(run(place, 'add clinic', ownToken(study))).rejects.toThrow('Give its address with --url');
    expect((await run(place, `add clinic --url ${study.url}`, ownToken(study)))[0]).toBe(0);
  });

  it('needs the secret and where the store is, and no other setting', async () => {
    const place = createPlace({ projects: [{ key: 'clinic', url: 'http://127.0.0.1:1/', token: { env: 'UNSET' } }] });
    expect((await run(place, 'add clinic --offline', OTHER))[0]).toBe(0);
    const { REDCAP_GRAPHQL_SECRET: _secret, ...env } = place.env;
    await expect(run({ ...place, env }, 'list')).rejects.toThrow('The token store needs the secret');
    const memory = createPlace({ data: ':memory:' });
    await expect(run(memory, 'list')).rejects.toThrow('Set "tokenStore", or another data folder');
    await expect(run(createPlace({ tokenStore: 'relative' }), 'list')).rejects.toThrow('tokenStore');
  });
});

describe('a stored token', () => {
  const problemOf = (place: Place): unknown => {
    try {
      return parseConfig(configInputOf({ argv: [], env: place.env }));
    } catch (error) {
      return String(error);
    }
  };

  it('cannot be read by another secret, under another name, by everyone, or when a byte has changed', async () => {
    const study = await open();
    const place = createPlace(referTo(study));
    const file = join(tokensOf(place), 'clinic.token');
    expect(problemOf(place)).toMatch(
      /projects\[0\]\.token.*: the stored token "clinic" is not there: there is no token store/,
    );
    await run(place, 'add other --offline', OTHER);
    expect(problemOf(place)).toContain(`is not in the token store ${tokensOf(place)}. It has: other.`);
    copyFileSync(join(tokensOf(place), 'other.token'), file);
    expect(problemOf(place)).toContain('is damaged, or was moved from another name.');
    writeFileSync(file, OTHER);
    expect(problemOf(place)).toContain('is no file of a token store.');
    await run(place, 'remove clinic --force');
    await run(place, 'add clinic', ownToken(study));
    const strange = { ...place, env: { ...place.env, REDCAP_GRAPHQL_SECRET: 'o'.repeat(32) } };
    expect(problemOf(strange)).toContain('was sealed by another secret.');
    await expect(run(strange, 'rotate clinic', OTHER)).rejects.toThrow('was sealed by another secret.');
    expect(await run(strange, 'test')).toEqual([2, expect.stringContaining('was sealed by another secret.')]);
    chmodSync(file, 0o644);
    expect(problemOf(place)).toContain(`can be read by everyone on this machine. Run: chmod 600 ${file}`);
  });

  it('is of people and of the making of projects too', async () => {
    const place = createPlace({
      projects: [{ key: 'clinic', url: 'https://redcap.example.org/', token: { stored: 'clinic' } }],
      projectCreation: { url: 'https://redcap.example.org/', superToken: { stored: 'super' } },
      callers: {
        apiKeys: [{ name: 'a', hash: `sha256:${'a'.repeat(64)}`, scopes: ['createProject'] }],
        issuers: [{ issuer: 'https://id.example.org', audience: 'a', policies: [{ policy: 'all' }] }],
        policies: [{ name: 'all', projects: { clinic: { actions: ['read'] } } }],
        people: [
          {
            issuer: 'https://id.example.org',
            subject: 'ada',
            projects: [{ project: 'clinic', token: { stored: 'ada' } }],
          },
        ],
      },
    });
    await run(place, 'add clinic --offline', OTHER);
    await run(place, 'add super --offline', 'S'.repeat(64));
    await run(place, 'add ada --offline', 'A'.repeat(32));
    const [, text] = await run(place, 'list');
    expect(text).toContain('callers.people[0].projects[0].token');
    expect(text).toContain('projectCreation.superToken');
    const [code, refusal] = await run(place, 'remove ada');
    expect([code, refusal]).toEqual([1, expect.stringContaining('The configuration refers to "ada"')]);
  });
});

describe('token list', () => {
  it('shows fingerprints, times and references, and no token', async () => {
    const study = await open();
    const place = createPlace(referTo(study));
    await run(place, 'add clinic', ownToken(study));
    await run(place, 'add spare --offline', OTHER);
    const [code, text] = await run(place, 'list');
    const minute = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d UTC`;
    const [first, second] = text.split('\n');
    expect(code).toBe(0);
    expect(first).toMatch(
      new RegExp(
        String.raw`^clinic  [0-9a-f]{12}  added ${minute}  last used never  never refused  projects\[0\]\.token$`,
      ),
    );
    expect(second).toMatch(
      new RegExp(`^spare  [0-9a-f]{12}  added ${minute}  last used never  never refused  not referred to$`),
    );
    const [, json] = await run(place, 'list --json');
    expect(JSON.parse(json)).toMatchObject([{ name: 'clinic', usedBy: ['projects[0].token'] }, { name: 'spare' }]);
    for (const token of [ownToken(study), OTHER]) expect(text + json).not.toContain(token);
  });
});

describe('token test', () => {
  it('says for each whether REDCap accepts it', async () => {
    const study = await open();
    const place = createPlace(referTo(study));
    await run(place, 'add clinic', ownToken(study));
    expect((await run(place, 'test'))[0]).toBe(0);
    await run(place, 'add spare --offline', OTHER);
    const [code, text] = await run(place, 'test');
    expect(code).toBe(1);
    expect(text).toMatch(/^ok {4}clinic {2}token: REDCap accepts it\.$/m);
    expect(text).toMatch(/^fail {2}spare {2}token: UNAUTHENTICATED: /m);
    expect((await run(place, 'test clinic'))[0]).toBe(0);
    expect(await run(place, 'test nobody')).toEqual([2, expect.stringContaining('is not in the token store')]);
  });
});

describe('token rotate', () => {
  const start = async () => {
    const study = await open();
    const place = createPlace(referTo(study));
    await run(place, 'add clinic', ownToken(study));
    return { study, place, before: ownToken(study) };
  };

  it('puts in the place of a token one that opens the same project', async () => {
    const { study, place } = await start();
    study.owner.token = 'E'.repeat(32);
    const [code, text] = await run(place, 'rotate clinic', ownToken(study));
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/Replaced "clinic", fingerprint [0-9a-f]{12} by fingerprint/),
    ]);
    expect(configOf(place).projects[0]?.token.reveal()).toBe('E'.repeat(32));
    expect((await run(place, 'list'))[1]).toContain(', replaced ');
  });

  it('refuses a token of another project, unless that is meant', async () => {
    const { place, before } = await start();
    // The same address, and a REDCap that has another project there.
    const other = await open({ project: (store) => (clinic(store), clinic(store)) });
    writeFileSync(
      join(place.folder, 'gateway.json'),
      JSON.stringify({ data: join(place.folder, 'data'), ...referTo(other) }),
    );
    const [code, text] = await run(place, 'rotate clinic', ownToken(other));
    expect([code, text]).toEqual([
      1,
      expect.stringContaining('opens another project than the old one. Nothing has changed.'),
    ]);
    expect(configOf(place).projects[0]?.token.reveal()).toBe(before);
    expect((await run(place, 'rotate clinic --force', ownToken(other)))[0]).toBe(0);
    expect(configOf(place).projects[0]?.token.reveal()).toBe(ownToken(other));
  });

  it('keeps the old token where REDCap refuses the new one, and where nobody is asked', async () => {
    const { place, before } = await start();
    expect(await run(place, 'rotate clinic', OTHER)).toEqual([1, expect.stringContaining('Nothing has changed.')]);
    expect(await run(place, 'rotate clinic --offline', OTHER)).toEqual([1, expect.stringContaining('add --force')]);
    expect(await run(place, 'rotate clinic', before)).toEqual([1, 'This is the token that is stored.\n']);
    expect((await run(place, 'rotate clinic', 'S'.repeat(64)))[0]).toBe(1);
    expect(configOf(place).projects[0]?.token.reveal()).toBe(before);
    await expect(run(place, 'rotate nobody', OTHER)).rejects.toThrow(
      'The stored token "nobody" is not in the token store',
    );
  });
});

describe('token remove', () => {
  it('refuses while the configuration refers to the token, unless that is meant', async () => {
    const place = createPlace({
      projects: [{ key: 'clinic', url: 'https://r.example.org/', token: { stored: 'clinic' } }],
    });
    await run(place, 'add clinic --offline', OTHER);
    const [code, text] = await run(place, 'remove clinic');
    expect([code, text]).toEqual([
      1,
      expect.stringContaining('The configuration refers to "clinic": projects[0].token.'),
    ]);
    expect((await run(place, 'remove clinic --force'))[0]).toBe(0);
    expect(readdirSync(tokensOf(place))).toEqual([]);
    await expect(run(place, 'remove clinic')).rejects.toThrow('The stored token "clinic" is not in the token store');
  });
});

describe('the doctor', () => {
  it('looks at the store: what is used, what is not, and what cannot be read', async () => {
    const place = createPlace({
      projects: [{ key: 'clinic', url: 'https://r.example.org/', token: { stored: 'clinic' } }],
    });
    await run(place, 'add clinic --offline', OTHER);
    const say = async (): Promise<string> => describeFindings(await examineTokenStore(configOf(place)));
    expect(await say()).toBe('ok    gateway  token store: has 1 token, all of which are used.\n');
    await run(place, 'add spare --offline', OTHER);
    expect(await say()).toBe(
      'warn  gateway  token store: nothing refers to "spare". If nobody needs it, run: redcap-graphql token remove spare\n',
    );
    writeFileSync(join(tokensOf(place), 'spare.token'), '{}');
    chmodSync(tokensOf(place), 0o755);
    expect(await say()).toBe(
      `warn  gateway  token store: ${tokensOf(place)} is open to others. Run: chmod 700 ${tokensOf(place)}\n` +
        'fail  gateway  token store: "spare" cannot be used. It is no file of a token store. Remove it, and add the token again.\n',
    );
  });
});

describe('a secret on stdin', () => {
  it('is read at a terminal without being shown', async () => {
    const [input, output] = [
      Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input }),
      new PassThrough(),
    ];
    const asked = readSecretInput('Token: ', input, output);
    input.write(`${OTHER}\r`);
    expect(await asked).toBe(OTHER);
    expect(String(output.read())).toBe('Token: \n');
  });

  it('ends at Ctrl-C', async () => {
    const [input, output] = [
      Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input }),
      new PassThrough(),
    ];
    const asked = readSecretInput('Token: ', input, output);
    input.write('0123\u0003');
    await expect(asked).rejects.toThrow('Stopped. Nothing has changed.');
  });

  it('is no endless stream', async () => {
    const input = new PassThrough();
    input.end('A'.repeat(5000));
    await expect(readSecretInput('', input, new PassThrough())).rejects.toThrow('too long to be a token');
  });
});

/** Runs the program with a token on its stdin. */
const runProgram = async (
  place: Place,
  argv: string,
  token: string,
): Promise<MainRun & { readonly code: number | null }> => {
  const child = spawn(process.execPath, [mainFile, ...argv.split(' ')], {
    env: programEnv({ ...place.env, REDCAP_GRAPHQL_DATA: join(place.folder, 'data') }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const program = watchMain(child);
  child.stdin.end(`${token}\n`);
  return { ...program, code: await program.ended };
};

describe('the program', { timeout: 180_000 }, () => {
  it('adds tokens of two processes at once, and loses none', async () => {
    const place = createPlace();
    const names = ['a', 'b', 'c'];
    const runs = await Promise.all(
      [...names, 'a'].map((name, at) => runProgram(place, `token add ${name} --offline`, `${at}`.repeat(32))),
    );
    expect(runs.map(({ code }) => code).sort()).toEqual([0, 0, 0, 1]);
    expect(readdirSync(tokensOf(place))).toEqual(names.map((name) => `${name}.token`));
  });

  it('takes another token over while it runs, says when each was used, and shows neither', async () => {
    const study = await open();
    const place = createPlace({ ...referTo(study), audit: { enabled: true } });
    const before = ownToken(study);
    const texts = [await runProgram(place, 'token add clinic', before)];
    const gateway = runMain(['--port', '0'], { ...place.env, REDCAP_GRAPHQL_DATA: join(place.folder, 'data') });
    onTestFinished(() => void gateway.process.kill('SIGKILL'));
    const [, url = ''] = await waitForOutput(gateway, /GraphQL API {2}(http:\S+)\/graphql\n/);
    await waitForOutput(gateway, /clinic: ".+", in/);
    study.owner.token = 'E'.repeat(32);
    texts.push(await runProgram(place, 'token rotate clinic', ownToken(study)));
    await waitForError(gateway, /token of clinic: [0-9a-f]{12} → [0-9a-f]{12}/);
    const reply = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ projects { key projectTitle } }' }),
    });
    expect(await reply.json()).toEqual({
      data: { projects: [{ key: 'clinic', projectTitle: expect.any(String) as string }] },
      extensions: expect.anything() as object,
    });
    gateway.process.kill('SIGTERM');
    await once(gateway.process, 'close');
    texts.push(await runProgram(place, 'token list', ''));
    expect(texts.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(texts[2]?.out()).toMatch(/last used \d{4}-/);
    const files = globSync('**/*', { cwd: place.folder, withFileTypes: true }).filter((entry) => entry.isFile());
    const left = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    const all = [...texts, gateway]
      .map(({ out, err }) => out() + err())
      .concat(left)
      .join('\n');
    for (const token of [before, ownToken(study)]) {
      for (const form of [token, token.toLowerCase(), Buffer.from(token).toString('base64').slice(0, 40)]) {
        expect(all.includes(form)).toBe(false);
      }
    }
  });
});
