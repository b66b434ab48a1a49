import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CommandError, loadProjectFile, projectKey, runSandbox } from '../../src/sandbox/command.ts';
import { createStore, defaultSuperToken } from '../../src/sandbox/state/store.ts';
import { listen } from '../support/free-port.ts';
import { itemXml, groupXml, projectXml, subjectXml } from './odm/support.ts';

let folder = '';
let printed = '';
const out = { write: (text: string) => (printed += text) };
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  printed = '';
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
  await rm(folder, { recursive: true, force: true });
});

const run = async (argv: string[], env: Record<string, string> = {}): Promise<() => Promise<void>> => {
  const { close } = await runSandbox(['--port', '0', ...argv], env, out);
  const closeOnce = async (): Promise<void> => {
    closers.splice(closers.indexOf(closeOnce), 1);
    await close();
  };
  closers.push(closeOnce);
  return closeOnce;
};

const url = (): string => /http:\/\/127\.0\.0\.1:\d+\/api\//.exec(printed)?.[0] ?? '';

/** The token that was printed under a project's title. */
const tokenOf = (title: string): string => new RegExp(`  ${title}\n    ([0-9A-F]{32})`).exec(printed)?.[1] ?? '';

const post = async (parameters: Record<string, string>): Promise<string> =>
  (await fetch(url(), { method: 'POST', body: new URLSearchParams(parameters) })).text();

const writeProject = async (name: string, title = 'Mine'): Promise<string> => {
  const path = join(folder, name);
  const globals = `<GlobalVariables><StudyName>${title}</StudyName></GlobalVariables>`;
  const data = subjectXml('<ItemData ItemOID="note" Value="seven"/>');
  await writeFile(path, projectXml({ globals, groups: groupXml('note'), items: itemXml('note'), data }));
  return path;
};

describe('the sandbox as a program', () => {
  it('serves the demo study without any option', async () => {
    await run([]);
    expect(tokenOf('STROKE-2: a two-arm trial \\(demo\\)')).toBe('DE300000000000000000000000000001');
    expect(printed).toContain(`Super token (the default): ${defaultSuperToken}`);
    expect(await post({ token: 'DE300000000000000000000000000003', content: 'version' })).toBe('16.1.3');
  });

  it('serves the given projects beside the demo study, with a token for each', async () => {
    await run(['--project', await writeProject('a.xml', 'First'), '--project', await writeProject('b.xml', 'Second')]);
    const answer = await post({ token: tokenOf('Second'), content: 'record', format: 'json', type: 'flat' });
    expect(JSON.parse(answer)).toEqual([{ id: '7', note: 'seven', visit_complete: '0' }]);
    expect(tokenOf('First')).not.toBe(tokenOf('Second'));
    expect(printed).toContain('STROKE-2');
  });

  it('serves invented studies, each once, beside a project file of the same name', async () => {
    const file = await writeProject('lighthouse.xml');
    const argv = ['--study', 'lighthouse', '--study', 'ferry', '--study', 'ferry', '--project', file];
    await run([...argv, '--data', join(folder, 'state')]);
    expect([...printed.matchAll(/^ {2}(\S.*)$/gm)].map((line) => line[1])).toEqual([
      'STROKE-2: a two-arm trial (demo)',
      'Lighthouse keepers',
      'Ferry passengers',
      'Mine',
    ]);
    const sent = { token: tokenOf('Lighthouse keepers'), content: 'record', format: 'csv', type: 'flat' };
    expect(await post({ ...sent, fields: 'keeper_id,name', records: '1,3' })).toBe(
      'keeper_id,name\n1,"Ada Fern"\n3,"Ines, the younger"\n',
    );
  });

  it('keeps a study, its changes and its token across a restart', async () => {
    const argv = ['--data', join(folder, 'state'), '--study', 'lighthouse'];
    const close = await run(argv);
    const token = tokenOf('Lighthouse keepers');
    const data = '[{"keeper_id":"3","name":"Ines"}]';
    expect(await post({ token, content: 'record', format: 'json', type: 'flat', data })).toBe('{"count": 1}');
    await close();
    printed = '';
    await run(argv);
    expect(tokenOf('Lighthouse keepers')).toBe(token);
    expect(await post({ token, content: 'record', format: 'csv', fields: 'name', records: '3' })).toBe('name\nInes\n');
  });

  it('keeps a project, its changes and its token across a restart', async () => {
    const argv = ['--data', join(folder, 'state'), '--project', await writeProject('mine.xml')];
    const close = await run(argv);
    const token = tokenOf('Mine');
    const data = JSON.stringify([{ id: '8', note: 'eight' }]);
    expect(await post({ token, content: 'record', format: 'json', data, returnContent: 'count' })).toBe('{"count": 1}');
    await close();
    printed = '';
    await run(argv);
    expect(tokenOf('Mine')).toBe(token);
    const answer = await post({ token, content: 'record', format: 'csv', 'records[0]': '8', 'fields[0]': 'note' });
    expect(answer).toContain('eight');
    expect(printed.match(/STROKE-2/g)).toHaveLength(1);
  });

  it('takes the super token of the option before that of the environment, and does not print it', async () => {
    const superToken = 'B'.repeat(64);
    await run(['--super-token', superToken], { SANDBOX_SUPER_TOKEN: 'C'.repeat(64) });
    expect(printed).toContain('Super token: as given');
    expect(printed).not.toContain(superToken);
    const data = '[{"project_title":"New","purpose":"0"}]';
    const token = await post({ token: superToken, content: 'project', format: 'json', data });
    expect(token).toMatch(/^[0-9A-F]{32}$/);
  });

  it('takes the super token of the environment', async () => {
    await run([], { SANDBOX_SUPER_TOKEN: 'C'.repeat(64) });
    expect(printed).toContain('Super token: as given');
  });

  it.each([
    [['--port', '70000'], '--port must be a number from 0 to 65535.'],
    [['--super-token', 'short'], 'must have 64 characters'],
    [['--colour'], "Unknown option '--colour'"],
    [['file.xml'], 'Try --help.'],
  ])('refuses the command line %j with the reason', async (argv, reason) => {
    const running = runSandbox(argv, {}, out);
    await expect(running).rejects.toThrow(CommandError);
    await expect(running).rejects.toThrow(reason);
  });

  it('lists the studies with their titles when it knows none of the name', async () => {
    await expect(run(['--study', 'lighthous'])).rejects.toThrow(
      /^--study lighthous: there is no study of this name\. There are:\n.*\n {2}bakery {7}Bakery & Café <test kitchen>\n/s,
    );
  });

  it('names the project file that it cannot load, and why', async () => {
    const missing = join(folder, 'missing.xml');
    await expect(run(['--project', missing])).rejects.toThrow(
      `The project file ${missing} cannot be loaded: there is no such file`,
    );
    const page = join(folder, 'page.xml');
    await writeFile(page, '<html></html>');
    await expect(run(['--project', page])).rejects.toThrow('its root element is html, not ODM');
  });
});

describe('the sandbox with --trigger', () => {
  /** Listens for triggers. Each is its parameters, but for the addresses. */
  const listenForTriggers = async () => {
    const waiting: ((sent: URLSearchParams) => void)[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        response.writeHead(500).end();
        waiting.shift()?.(new URLSearchParams(body));
      });
    });
    const port = await listen(server);
    closers.push(async () => void server.close());
    return {
      address: `http://127.0.0.1:${String(port)}/`,
      next: () => new Promise<URLSearchParams>((resolve) => waiting.push(resolve)),
    };
  };

  it('sends what REDCap would send if somebody had saved the form that an import changes', async () => {
    const triggers = await listenForTriggers();
    await run(['--trigger', triggers.address]);
    const token = tokenOf('STROKE-2: a two-arm trial \\(demo\\)');
    const sent = triggers.next();
    const data = '[{"record_id":"1","redcap_event_name":"baseline_arm_1","first_name":"Ida"}]';
    expect(await post({ token, content: 'record', format: 'json', data })).toBe('{"count": 1}');
    const { redcap_url, project_url, ...rest } = Object.fromEntries(await sent);
    expect(rest).toEqual({
      project_id: '1',
      username: 'demo_owner',
      instrument: 'demographics',
      record: '1',
      redcap_event_name: 'baseline_arm_1',
      redcap_data_access_group: 'nashville',
      demographics_complete: '2',
    });
    expect([redcap_url, project_url]).toEqual([
      new URL('/', url()).href,
      expect.stringMatching(/index\.php\?pid=\d+$/),
    ]);
  });

  it('refuses an address that is none', async () => {
    await expect(run(['--trigger', 'ftp://example.org'])).rejects.toThrow('--trigger must be an address');
  });
});

describe('loading a project file', () => {
  it('puts the project into the store with an owner who has a token', async () => {
    const store = createStore({ seed: 'file' });
    const project = loadProjectFile(store, await writeProject('mine.xml'));
    expect(store.projects.get(project.projectId)).toBe(project);
    expect(project.users.map((user) => user.username)).toEqual(['sandbox_owner']);
    expect(project.users[0]?.token).toMatch(/^[0-9A-F]{32}$/);
  });

  it('gives a project without a title the name of its file', async () => {
    const project = loadProjectFile(createStore(), await writeProject('My Study.xml', ''));
    expect(project.settings.project_title).toBe('my-study');
  });
});

describe('the key of a project file', () => {
  it.each([
    ['/data/My Study_2024-11-05_1226.REDCap.xml', 'my-study-2024-11-05-1226'],
    ['project.xml', 'project'],
    ['C:\\studies\\Stroke.XML', 'stroke'],
    ['étude.xml', 'etude'],
    ['2024 trial.xml', 'project-2024-trial'],
    ['.xml', 'project'],
    ['./study', 'study'],
  ])('of %s is %s', (path, key) => {
    expect(projectKey(path)).toBe(key);
  });
});
