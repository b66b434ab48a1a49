import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApiKey } from '../../src/gateway/api-key.ts';
import { startDemoGateway, type DemoGateway } from '../support/demo-gateway.ts';
import { startFaultyFront, type FaultyFront } from '../support/faulty-front.ts';
import { findPython, findR, findShell } from '../support/language.ts';
import { waitForOutput, watchMain } from '../support/main-program.ts';
import { root } from '../support/markdown.ts';
import { requirement, titleWith } from '../support/requirement.ts';

// Compilers and interpreters start for each test, which takes long on a machine that has more to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** The recipes of a language: how one of them is run. */
interface Language {
  readonly name: string;
  readonly folder: string;
  readonly ending: string;
  readonly program: () => string | undefined;
  readonly needed: (typeof requirement)['shellRecipes' | 'pythonRecipes' | 'rRecipes'];
}

const LANGUAGES: readonly Language[] = [
  {
    name: 'curl',
    folder: 'curl',
    ending: '.sh',
    program: findShell,
    needed: requirement.shellRecipes,
  },
  {
    name: 'Python',
    folder: 'python',
    ending: '.py',
    program: findPython,
    needed: requirement.pythonRecipes,
  },
  { name: 'R', folder: 'r', ending: '.R', program: findR, needed: requirement.rRecipes },
];

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe.each(LANGUAGES)('the recipes for $name', ({ needed, folder, ending, program }) => {
  describe.skipIf(!needed.isMet)(titleWith(needed, 'before the demo study'), () => {
    const { key, hash } = createApiKey();
    let gateway: DemoGateway;
    let front: FaultyFront;
    let files: string;
    let interpreter: string;

    beforeAll(async () => {
      interpreter = program() ?? '';
      files = mkdtempSync(join(tmpdir(), 'recipes-'));
      const config = join(files, 'gateway.json');
      writeFileSync(
        config,
        JSON.stringify({ callers: { apiKeys: [{ name: 'recipes', hash, scopes: ['read', 'write', 'logging'] }] } }),
      );
      gateway = await startDemoGateway('--config', config);
      front = await startFaultyFront(gateway.url);
    });

    afterAll(async () => {
      await front.close();
      await gateway.close();
      rmSync(files, { recursive: true });
    });

    const runWith = (env: Record<string, string>, recipe: string, ...argv: string[]): Promise<Ended> =>
      new Promise((resolve) => {
        const cwd = join(root, 'docs/clients', folder);
        const PATH = [dirname(interpreter), process.env['PATH'] ?? ''].join(':');
        const given = {
          PATH,
          GATEWAY: `${front.url}/projects/stroke2/graphql`,
          LC_ALL: 'C.UTF-8',
          PYTHONDONTWRITEBYTECODE: '1',
          ...env,
        };
        execFile(
          interpreter,
          [`${recipe}${ending}`, ...argv],
          { cwd, env: given, maxBuffer: 1e7 },
          (error, out, err) => {
            resolve({ code: error === null ? 0 : Number(error.code), out, err });
          },
        );
      });

    const run = (recipe: string, ...argv: string[]): Promise<Ended> => {
      front.countRequests();
      return runWith({ API_KEY: key }, recipe, ...argv);
    };

    const ask = async (query: string) => {
      const response = await fetch(`${gateway.url}/projects/stroke2/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query }),
      });
      return JSON.parse(await response.text()).data;
    };

    const countEvents = async (record: string): Promise<number> =>
      (await ask(`{ record(name: "${record}") { adverse_events { totalCount } } }`)).record.adverse_events.totalCount;

    it('send the key of the caller, and say in words that it is missing', async () => {
      const { code, err } = await runWith({}, 'pages');
      expect(code).not.toBe(0);
      expect(err).toContain('UNAUTHENTICATED: ');
    });

    it('read every participant once, page by page', async () => {
      const { code, out, err } = await run('pages');
      expect([code, err]).toEqual([0, '']);
      const { records } = await ask('{ records(first: 0) { totalCount } }');
      const lines = out
        .trim()
        .split('\n')
        .filter((line) => line !== 'name,age');
      expect(lines).toHaveLength(records.totalCount);
      expect(new Set(lines.map((line) => /[\w-]+/.exec(line.replace('{"name":"', ''))?.[0])).size).toBe(lines.length);
      expect(front.countRequests()).toBe(Math.ceil(records.totalCount / 100));
    });

    it('end where a page is not complete', async () => {
      front.arm('incomplete');
      const { code, err } = await run('pages');
      expect(err).toContain('A page is not complete: read it again later.');
      expect([code === 0, front.countRequests()]).toEqual([false, 1]);
    });

    it('wait as long as Retry-After says, and ask again', async () => {
      front.arm('busy');
      const { code, out } = await run('write', '2', 'Nausea', '1', `${folder}-busy`);
      expect([code, out]).toEqual([0, expect.stringMatching(/^CREATED \d+ ?\n$/)]);
      expect(front.countRequests()).toBe(2);
    });

    it('say that something else answers than the gateway', async () => {
      front.arm('foreign');
      const { code, err } = await run('write', '2', 'Nausea', '1', `${folder}-foreign`);
      expect(code).not.toBe(0);
      expect(err).toContain('Something that is no gateway answered, with the status 200.');
    });

    it('write once for a key, also where the answer is lost on its way', async () => {
      const before = await countEvents('3');
      front.arm('lose');
      const first = await run('write', '3', 'Vertigo', '2', `${folder}-lost`);
      expect([first.code === 0, front.countRequests()]).toEqual([true, 2]);
      const again = await run('write', '3', 'Vertigo', '2', `${folder}-lost`);
      expect(again.code).toBe(0);
      expect(again.out.trim()).toBe(`CREATED ${again.out.trim().split(' ')[1] ?? ''}`);
      expect(await countEvents('3')).toBe(before + 1);
    });

    it('say by the place in the input why nothing is written', async () => {
      const { code, out, err } = await run('write', '1', 'Vertigo', '9', `${folder}-refused`);
      expect([code === 0, out]).toEqual([false, '']);
      expect(err).toMatch(/adverse_events\.0\.values\.ae_grade: /);
    });

    it('store a file, byte by byte', async () => {
      const path = join(files, 'consent é.pdf');
      const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 0xff, 0x0d, 0x0a, 0x80]);
      writeFileSync(path, bytes);
      const { code, out, err } = await run('upload', '4', path);
      expect([err, code, out.trim()]).toEqual(['', 0, 'stored consent é.pdf']);
      const { record } = await ask('{ record(name: "4") { consentList { consent_pdf { file { downloadUrl } } } } }');
      const response = await fetch(`${gateway.url}${record.consentList[0].consent_pdf.file.downloadUrl}`);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    });

    it('say why a file is refused', async () => {
      const path = join(files, 'consent.pdf');
      writeFileSync(path, '%PDF-1.7');
      const { code, err } = await run('upload', 'nobody', path);
      expect(code).not.toBe(0);
      expect(err).toMatch(/record/i);
    });

    it('fetch an instrument as a table', async () => {
      const { instrumentData } = await ask('{ instrumentData { adverse_events(first: 0) { totalCount } } }');
      const rows = Number(instrumentData.adverse_events.totalCount);
      if (ending === '.sh') {
        const path = join(files, 'adverse-events.csv');
        expect(await run('table', 'adverse_events', path)).toEqual({ code: 0, out: '', err: '' });
        const text = readFileSync(path, 'utf8');
        expect(text.split('\n')[0]).toMatch(
          /^record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,/,
        );
        return;
      }
      const { code, out } = await run('table', 'adverse_events');
      expect([code, out.trim()]).toEqual([
        0,
        `${String(rows)} rows: record_id redcap_event_name redcap_repeat_instrument redcap_repeat_instance`,
      ]);
    });

    it.runIf(ending === '.sh')('follow the study, change by change', async () => {
      const env = { PATH: process.env['PATH'], API_KEY: key, GATEWAY: `${gateway.url}/projects/stroke2/graphql` };
      const cwd = join(root, 'docs/clients', folder);
      // A group of its own, because the shell waits for curl before it ends.
      const following = watchMain(spawn(interpreter, ['live.sh'], { cwd, env, detached: true }));
      try {
        await waitForOutput(following, /^Following the study\.\n/);
        expect((await run('write', '5', 'Vertigo', '2', 'live')).code).toBe(0);
        await waitForOutput(following, /\nUPDATED 5\n/);
      } finally {
        process.kill(-(following.process.pid ?? 0), 'SIGTERM');
      }
      await following.ended;
    });

    it('leave nothing of a table that cannot be had, and say why', async () => {
      const path = join(files, 'nothing.csv');
      const { code, err, out } = await run('table', 'nothing', path);
      expect(code).not.toBe(0);
      expect(out + err).toContain('There is no instrument with this name');
      expect(existsSync(path)).toBe(false);
    });
  });
});
