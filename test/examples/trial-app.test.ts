import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { TRIAL_APP } from '../support/client-libraries.ts';
import { mainFile, programEnv, waitForOutput, watchMain, type MainRun } from '../support/main-program.ts';
import { root } from '../support/markdown.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { openProxy } from '../support/tcp-proxy.ts';

// A browser and a bundler take long on a machine that has more to do.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** Runs a program of the app in a folder; returns what it said and its exit code. */
const run = (...argv: string[]): Promise<readonly [code: number, out: string]> =>
  new Promise((resolve) => {
    const given = { cwd: TRIAL_APP, env: programEnv(), maxBuffer: 1e7 };
    execFile(process.execPath, argv, given, (error, out, err) => {
      resolve([error === null ? 0 : Number(error.code), out + err]);
    });
  });

const inApp = (path: string): string => join(TRIAL_APP, 'node_modules', path);

describeWith(requirement.trialApp, 'the trial app', () => {
  it('fits the study as it is', async () => {
    const [code, out] = await run(mainFile, 'check', 'stroke2', 'study.graphql', 'documents/**');
    expect(out).toMatch(/^(\d+) of \1 operations are right for project "stroke2" as it is now\.\n/);
    expect(code).toBe(0);
  });

  it('has the types that GraphQL Code Generator writes of its operations', async () => {
    const file = join(TRIAL_APP, 'src/generated/graphql.ts');
    const types = readFileSync(file, 'utf8');
    // Not by `--check`: it also wants the files that the app does not keep.
    const [code] = await run(inApp('@graphql-codegen/cli/cjs/bin.js'));
    const written = readFileSync(file, 'utf8');
    writeFileSync(file, types);
    expect([code, written === types]).toEqual([0, true]);
  });

  it('is built for a web server, below 200 KB gzipped', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trial-app-'));
    const [code, out] = await run(inApp('vite/bin/vite.js'), 'build', '--outDir', folder);
    rmSync(folder, { recursive: true });
    expect(code).toBe(0);
    const [, kilobytes = 'none'] = /index-\S+\.js +\S+ kB .* gzip: +(\S+) kB/.exec(out) ?? [];
    expect(Number(kilobytes)).toBeLessThan(200);
  });
});

/** A view of the app, how a page gets there, and by what it is known to be there. */
type Open = (page: Page) => Promise<void>;

const openWorklist = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await page.getByRole('rowheader').first().waitFor();
};

const openParticipant = async (page: Page, address: string, name: string): Promise<void> => {
  await openWorklist(page, address);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name: `Participant ${name}`, exact: true }).waitFor();
  await page.getByRole('heading', { name: 'Blood pressure' }).waitFor();
};

describeWith(requirement.trialApp, 'npm run example', () => {
  let started: MainRun;
  let address: string;
  let gateway: string;

  beforeAll(async () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: { example: string };
    };
    const [, file = ''] = scripts.example.split(' ');
    // A REDCap in the environment is not the demo, and the example does not go there.
    const env = programEnv({ REDCAP_URL: 'https://redcap.example.org/api/', REDCAP_TOKEN: 'A'.repeat(32) });
    started = watchMain(spawn(process.execPath, [join(root, file), '--port', '0'], { cwd: root, env }));
    [, address = ''] = await waitForOutput(started, /Trial app {2}(\S+)/);
    [, gateway = ''] = await waitForOutput(started, /GraphiQL {3}(\S+)\/projects/);
  });

  afterAll(async () => {
    started.process.kill('SIGTERM');
    await started.ended;
  });

  const ask = async (query: string) => {
    const response = await fetch(`${gateway}/projects/stroke2/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return JSON.parse(await response.text()).data;
  };

  it('prints the address of the app and that of the graph', async () => {
    expect(await (await fetch(address)).text()).toContain('<title>Trial worklist</title>');
    expect((await ask('{ records(first: 0) { totalCount } }')).records.totalCount).toBeGreaterThan(1_000);
  });

  describeWith(requirement.chromium, 'in Chromium', () => {
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let complaints: string[];

    beforeAll(async () => {
      browser = await launchChromium();
      // One for all, so that the app's files are fetched once. The app keeps nothing in the browser.
      context = await browser.newContext({ viewport: { width: 1_400, height: 900 } });
    });

    afterAll(async () => {
      await browser.close();
    });

    beforeEach(async () => {
      complaints = [];
      page = await context.newPage();
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
    });

    afterEach(async () => {
      await page.close();
    });

    const range = () => page.getByRole('navigation', { name: 'Pages' }).locator('p');
    const dialog = () => page.getByRole('dialog');
    const events = () => page.getByRole('region', { name: /Adverse events/ });
    const fill = async (term: string, grade: string): Promise<void> => {
      await events().getByRole('button', { name: 'Add' }).click();
      await dialog().getByLabel('What happened?').fill(term);
      await dialog().getByRole('radio', { name: grade }).check();
    };
    const isMutation = (request: Request): boolean => request.postData()?.includes('mutation AddAdverseEvent') === true;
    const save = () => dialog().getByRole('button', { name: 'Save' }).click();

    it('shows a worklist in pages, forwards and backwards, and no name in an address', async () => {
      await openWorklist(page, address);
      const { records } = await ask('{ records(first: 0) { totalCount } }');
      const total = Number(records.totalCount).toLocaleString('en');
      expect(await range().innerText()).toBe(`1–20 of ${total}`);
      expect(await page.getByRole('rowheader').count()).toBe(20);
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText(`21–40 of ${total}`).waitFor();
      await page.getByRole('rowheader').first().getByRole('link').click();
      await page.getByRole('heading', { name: /^Participant / }).waitFor();
      expect(new URL(page.url()).hash).toMatch(/^#\/participants\/[\w%.~-]{40,}$/);
      await page.getByRole('link', { name: 'All participants' }).click();
      await page.getByText(`21–40 of ${total}`).waitFor();
      await page.getByRole('button', { name: 'Previous' }).click();
      await page.getByText(`1–20 of ${total}`).waitFor();
      expect(complaints).toEqual([]);
    });

    it('narrows the worklist by what the dictionary offers', async () => {
      await openWorklist(page, address);
      await page.getByLabel('Sex').selectOption({ label: 'Female' });
      const women = (await ask('{ records(first: 0, where: { demographics: { sex: { eq: "1" } } }) { totalCount } }'))
        .records.totalCount;
      await page.getByText(`of ${Number(women).toLocaleString('en')}`, { exact: false }).waitFor();
      await page.getByLabel('Severe event going on').check();
      await page.getByLabel('Site').selectOption({ label: 'Lyon' });
      const where =
        '{ demographics: { sex: { eq: "1" } }, dataAccessGroups: ["lyon"], adverse_events: { ae_grade: { in: ["3", "4", "5"] }, ae_ongoing: { eq: true } } }';
      const few = Number((await ask(`{ records(first: 0, where: ${where}) { totalCount } }`)).records.totalCount);
      expect(few).toBeGreaterThan(0);
      await page.getByText(`of ${few.toLocaleString('en')}`, { exact: false }).waitFor();
      await page.getByLabel('Enrolled since').fill('2099-01-01');
      await page.getByText('Nobody matches these filters.').waitFor();
      expect(complaints).toEqual([]);
    });

    it('shows a participant, with a word for a value that is missing', async () => {
      await openParticipant(page, address, '1');
      expect(await page.locator('.facts').innerText()).toMatch(/Female[^]*75[^]*Nashville[^]*Drug A/);
      expect(await events().getByRole('listitem').count()).toBeGreaterThanOrEqual(3);
      const visits = page.getByRole('region', { name: 'Blood pressure' }).getByRole('row');
      expect(await visits.nth(2).innerText()).toContain('130/73');
    });

    it('says beside each field what the dictionary asks for, and sends nothing', async () => {
      const sent: Request[] = [];
      page.on('request', (request) => {
        if (isMutation(request)) sent.push(request);
      });
      await openParticipant(page, address, '5');
      await events().getByRole('button', { name: 'Add' }).click();
      await save();
      const term = dialog().getByLabel('What happened?');
      expect(await term.getAttribute('aria-invalid')).toBe('true');
      expect(await term.evaluate((input) => document.activeElement === input)).toBe(true);
      expect(await dialog().locator('.error').allInnerTexts()).toEqual(['This is required.', 'This is required.']);
      expect(await dialog().getByLabel('Narrative').count()).toBe(0);
      await dialog().getByRole('group', { name: 'Serious?' }).getByLabel('Yes').check();
      await dialog().getByLabel('Narrative').fill('Fell on the way');
      expect(sent).toEqual([]);
    });

    it('offers the visits of the participant’s own arm', async () => {
      await openParticipant(page, address, '5');
      await events().getByRole('button', { name: 'Add' }).click();
      expect(await dialog().getByLabel('Visit').locator('option').allInnerTexts()).toEqual([
        'Baseline',
        '21 day follow up',
        '90 day follow up',
      ]);
    });

    it('shows a new adverse event at once, and what REDCap has of it then', async () => {
      await openParticipant(page, address, '6');
      const count = (): Promise<string> => events().locator('.count').innerText();
      const before = Number(await count());
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/graphql', async (route) => {
        if (isMutation(route.request())) await held;
        await route.continue();
      });
      await fill('Light-headed', 'Moderate');
      await dialog().getByRole('group', { name: 'Still going on' }).getByLabel('True').check();
      await save();
      const row = events().getByRole('listitem').filter({ hasText: 'Light-headed' });
      await row.getByText('Saving …').waitFor();
      expect(await row.innerText()).toContain('Moderate');
      expect(Number(await count())).toBe(before + 1);
      release();
      await row.getByText('Saving …').waitFor({ state: 'detached' });
      expect([await row.count(), Number(await count())]).toEqual([1, before + 1]);
      const { record } = await ask(
        '{ record(name: "6") { adverse_events { nodes { ae_term { value } ae_ongoing { value } status } } } }',
      );
      expect(record.adverse_events.nodes).toContainEqual({
        ae_term: { value: 'Light-headed' },
        ae_ongoing: { value: true },
        status: 'UNVERIFIED',
      });
      expect(complaints).toEqual([]);
    });

    it('writes the same entry again where somebody enters it again', async () => {
      await openParticipant(page, address, '15');
      const rows = events().getByRole('listitem').filter({ hasText: 'Fever' });
      for (const count of [1, 2]) {
        await fill('Fever', 'Mild');
        await save();
        await vi.waitFor(async () => expect(await rows.count()).toBe(count), { timeout: 30_000 });
        await rows.getByText('Saving …').first().waitFor({ state: 'detached' });
      }
      const { record } = await ask('{ record(name: "15") { adverse_events { nodes { ae_term { value } } } } }');
      expect(JSON.stringify(record).match(/"Fever"/g)).toHaveLength(2);
    });

    it('puts the gateway’s refusal beside its field, and takes the row away again', async () => {
      await openParticipant(page, address, '8');
      await page.route('**/graphql', async (route) => {
        const body = route.request().postData() ?? '';
        // As a form of another version would send it, whose dictionary is old.
        await route.continue(
          isMutation(route.request()) ? { postData: body.replace('"ae_grade":"2"', '"ae_grade":"9"') } : {},
        );
      });
      await fill('Nausea', 'Moderate');
      await save();
      const error = dialog().getByRole('group', { name: /Grade/ }).locator('.error');
      await error.waitFor();
      expect(await error.innerText()).toContain('takes one of the codes 1, 2, 3, 4, 5');
      expect(await dialog().getByLabel('What happened?').inputValue()).toBe('Nausea');
      expect(await events().getByRole('listitem').filter({ hasText: 'Nausea' }).count()).toBe(0);
    });

    it('lets an entry be saved again whose answer was lost, and it is written once', async () => {
      await openParticipant(page, address, '9');
      let isLost = false;
      await page.route('**/graphql', async (route) => {
        if (!isMutation(route.request()) || isLost) return route.continue();
        isLost = true;
        await route.fetch();
        return route.abort();
      });
      await fill('Rash', 'Mild');
      await save();
      await dialog().getByRole('alert').waitFor();
      await save();
      const row = events().getByRole('listitem').filter({ hasText: 'Rash' });
      await row.getByText('Saving …').waitFor({ state: 'detached' });
      expect(isLost).toBe(true);
      const { record } = await ask('{ record(name: "9") { adverse_events { nodes { ae_term { value } } } } }');
      expect(JSON.stringify(record).match(/"Rash"/g)).toHaveLength(1);
    });

    it('stores a file with its progress, and opens it by an address of its own', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'consent-'));
      const path = join(folder, 'consent é.pdf');
      writeFileSync(path, `%PDF-1.7\n${'0'.repeat(200_000)}`);
      await openParticipant(page, address, '10');
      const card = page.getByRole('region', { name: 'Signed consent' });
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/graphql', async (route) => {
        if (route.request().headers()['apollo-require-preflight'] !== undefined) await held;
        await route.continue();
      });
      await card.getByLabel(/PDF/).setInputFiles(path);
      await card.getByRole('progressbar', { name: 'Sending consent é.pdf' }).waitFor();
      release();
      await card.getByText('consent é.pdf is stored.').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        card.getByRole('button', { name: 'consent é.pdf' }).click(),
      ]);
      expect(readFileSync(await download.path())).toEqual(readFileSync(path));
      rmSync(folder, { recursive: true });
    });

    it('stops an upload', async () => {
      await openParticipant(page, address, '11');
      const card = page.getByRole('region', { name: 'Signed consent' });
      await page.route('**/graphql', async (route) => {
        if (route.request().headers()['apollo-require-preflight'] === undefined) await route.continue();
      });
      await card
        .getByLabel(/PDF/)
        .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
      await card.getByRole('button', { name: 'Stop' }).click();
      await card.getByText('The upload was stopped.').waitFor();
    });

    const live = () => page.getByRole('banner').getByRole('status');

    it('shows what somebody else writes, without being asked', async () => {
      await openParticipant(page, address, '12');
      await live().getByText('Live', { exact: true }).waitFor();
      const before = Number(await events().locator('.count').innerText());
      const row =
        '{ record: "12", event: baseline_arm_1, newInstance: true, values: { ae_term: "From elsewhere", ae_grade: "1" } }';
      await ask(`mutation { importRecords(input: { adverse_events: [${row}] }) { rows { outcome } } }`);
      await events().getByText('From elsewhere').waitFor();
      expect(Number(await events().locator('.count').innerText())).toBe(before + 1);
      await page.getByRole('link', { name: 'All participants' }).click();
      const cells = page.getByRole('row').filter({ has: page.getByRole('link', { name: '12', exact: true }) });
      expect(await cells.locator('.number').innerText()).toBe(String(before + 1));
      expect(complaints).toEqual([]);
    });

    it('says that it is not live while it cannot follow, and then shows what it missed', async () => {
      const way = await openProxy(Number(new URL(address).port));
      const cursors: unknown[] = [];
      page.on('request', (request) => {
        const body = request.postData() ?? '';
        if (body.includes('subscription')) cursors.push(JSON.parse(body).variables.after);
      });
      // Vite reloads a page that it has lost.
      await page.routeWebSocket('**', () => undefined);
      await openParticipant(page, `http://127.0.0.1:${String(way.port)}/`, '14');
      await live().getByText('Live', { exact: true }).waitFor();
      way.cut();
      await live().getByText('Not live').waitFor();
      const row =
        '{ record: "14", event: baseline_arm_1, newInstance: true, values: { ae_term: "Missed", ae_grade: "1" } }';
      await ask(`mutation { importRecords(input: { adverse_events: [${row}] }) { rows { outcome } } }`);
      way.mend();
      await events().getByText('Missed').waitFor();
      await live().getByText('Live', { exact: true }).waitFor();
      expect(cursors[0]).toBeNull();
      expect(cursors.at(-1)).toMatch(/.{20,}/);
      await way.close();
    });

    it('says that the gateway cannot be reached, and goes on when it can', async () => {
      await page.route('**/graphql', (route) => route.abort());
      await page.goto(address);
      await page.getByRole('alert').getByText('The gateway cannot be reached.', { exact: false }).waitFor();
      await page.unroute('**/graphql');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('rowheader').first().waitFor();
    });

    const windows = [
      [1_400, 'light'],
      [1_400, 'dark'],
      [390, 'light'],
      [390, 'dark'],
    ] as const;

    const views: readonly (readonly [string, Open])[] = [
      ['worklist', (at) => openWorklist(at, address)],
      ['participant', (at) => openParticipant(at, address, '1')],
      [
        'form',
        async (at) => {
          await openParticipant(at, address, '1');
          await at.getByRole('button', { name: 'Add' }).click();
          await at.getByRole('button', { name: 'Save' }).click();
        },
      ],
    ];

    it.each(views)('has a view %s that is accessible and fits every window', async (name, open) => {
      const view = await context.newPage();
      await open(view);
      await view.addScriptTag({ path: createRequire(join(TRIAL_APP, 'package.json')).resolve('axe-core') });
      const { TRIAL_APP_SCREENSHOTS: folder } = process.env;
      for (const [width, colorScheme] of windows) {
        await view.setViewportSize({ width, height: 844 });
        await view.emulateMedia({ colorScheme });
        const found = await view.evaluate(async () => {
          const { violations } = await (
            window as unknown as { axe: { run: () => Promise<{ violations: { id: string }[] }> } }
          ).axe.run();
          return {
            violations: violations.map(({ id }) => id),
            tooWide: document.documentElement.scrollWidth > innerWidth,
          };
        });
        if (folder !== undefined)
          await view.screenshot({ path: join(folder, `${name}-${String(width)}-${colorScheme}.png`) });
        expect({ width, colorScheme, ...found }).toEqual({ width, colorScheme, violations: [], tooWide: false });
      }
      await view.close();
    });
  });

  it('takes the gateway with it when it ends', async () => {
    started.process.kill('SIGTERM');
    await started.ended;
    await vi.waitFor(() => expect(fetch(gateway)).rejects.toThrow(), { timeout: 60_000 });
  });
});
