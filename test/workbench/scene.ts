import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildWorkbench } from '../../workbench/build.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemoGatewayIn } from '../support/demo-gateway.ts';
import type { DemoGateway } from '../support/demo-gateway.ts';
import { findFreePort } from '../support/free-port.ts';

/** How a page is looked at. */
export interface View {
  /** In pixels: 1,400 for a desk and 390 for a phone, unless given. */
  readonly width?: 390 | 1400;
  readonly colorScheme?: 'light' | 'dark';
  /** The reader's language, such as `fr-CH`. */
  readonly locale?: string;
}

/** Every view that a page has to look right in. */
const views = ([390, 1400] as const).flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme }) as const),
);

/** A page of the workbench in a browser, and what it did that it should not. */
export interface Opened {
  readonly page: Page;
  /** What the console says, what the policy refused, which other hosts were asked: each a sentence. */
  readonly faults: readonly string[];
}

/** A gateway on the demo study and a browser. */
export interface Scene {
  readonly gateway: DemoGateway;
  /** Opens a place such as `/projects/stroke2/map` in a browser that knows nothing of earlier ones. */
  readonly open: (place: string, view?: View) => Promise<Opened>;
  /** The same at another address of the gateway, such as that of a proxy. */
  readonly openAt: (base: string, place: string, view?: View) => Promise<Opened>;
  /** The same of a path of the gateway, such as `graphql`. */
  readonly openPath: (path: string, view?: View) => Promise<Opened>;
  readonly close: () => Promise<void>;
}

/** What the API key of a scene may do. */
export interface KeyRights {
  readonly policies?: readonly { readonly name: string; readonly projects: string[]; readonly allow: string[] }[];
  /** The rest of the key's entry in the configuration. */
  readonly apiKey: Readonly<Record<string, readonly string[]>>;
}

/** A user of the demo study. */
export interface DemoUser {
  readonly username: string;
  readonly token: string;
}

/** What the demo gateway is started with. */
export interface SceneOptions {
  /** Given, the gateway answers nobody but who signs in with `KEY`. */
  readonly keyRights?: KeyRights;
  /** Whose token of the demo study the gateway has; left out, that of a user with all rights. */
  readonly user?: DemoUser;
  /** More of the configuration. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
}

/** The API key of scenes that have one. */
export const KEY = 'k'.repeat(43);

/** Signs in with an API key. */
export const signIn = async (page: Page, key: string = KEY): Promise<void> => {
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** The callers of a gateway that takes `KEY`. */
const callersOf = ({ policies = [], apiKey }: KeyRights): object => {
  const hash = `sha256:${createHash('sha256').update(KEY).digest('hex')}`;
  return { policies, apiKeys: [{ name: 'reader', hash, ...apiKey }] };
};

/** A gateway on the demo study with a token of its own, beside the one that brings the study. */
const startLimitedGateway = async (
  { token, username }: DemoUser,
  start: (env: Readonly<Record<string, string>>, more: object) => Promise<DemoGateway>,
): Promise<DemoGateway> => {
  const port = String(await findFreePort());
  const study = await startDemoGatewayIn({ SANDBOX_PORT: port });
  const projects = [
    { key: 'stroke2', url: `http://127.0.0.1:${port}/api/`, username, token: { env: 'LIMITED_TOKEN' } },
  ];
  const limited = await start({ LIMITED_TOKEN: token }, { projects });
  return {
    url: limited.url,
    close: async () => {
      await limited.close();
      await study.close();
    },
  };
};

const HEIGHT = { 390: 844, 1400: 900 } as const;

/** Notes what a page must not do. */
const watch = (page: Page, origin: string): string[] => {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'data:' && asked !== origin) faults.push(`request: ${asked}`);
  });
  return faults;
};

const openPage = async (browser: Browser, base: string, path: string, view: View): Promise<Opened> => {
  const { width = 1400, colorScheme = 'light', locale = 'en-GB' } = view;
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: HEIGHT[width] },
    colorScheme,
    locale,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults = watch(page, new URL(base).origin);
  await page.goto(`${base}/${path}`);
  return { page, faults };
};

/** Starts both. The page is built where that is needed. Close it at the end. */
export const openScene = async (options: SceneOptions = {}): Promise<Scene> => {
  const { keyRights, user, config = {}, env = {}, argv = [] } = options;
  await buildWorkbench();
  const folder = mkdtempSync(join(tmpdir(), 'workbench-'));
  const start = (more: Readonly<Record<string, string>>, rest: object): Promise<DemoGateway> => {
    const path = join(folder, 'gateway.json');
    const callers = keyRights === undefined ? {} : { callers: callersOf(keyRights) };
    writeFileSync(path, JSON.stringify({ ...callers, ...config, ...rest }));
    return startDemoGatewayIn({ ...env, ...more }, '--config', path, ...argv);
  };
  const gateway = user === undefined ? await start({}, {}) : await startLimitedGateway(user, start);
  const browser = await launchChromium();
  return {
    gateway,
    openAt: (base, place, view = {}) => openPage(browser, base, `#${place}`, view),
    open: (place, view = {}) => openPage(browser, gateway.url, `#${place}`, view),
    openPath: (path, view = {}) => openPage(browser, gateway.url, path, view),
    close: async () => {
      await browser.close();
      await gateway.close();
      rmSync(folder, { recursive: true });
    },
  };
};

/** One finding of axe-core, as far as a test shows it. */
interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds that is serious or worse, each with the element that it is about. */
export const seriousFindings = async (page: Page): Promise<string[]> => {
  // By the debugger and not by an element of the page, whose policy would refuse it.
  await page.evaluate(axe);
  const findings: Finding[] = await page.evaluate('axe.run(document).then(({ violations }) => violations)');
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`));
};

/** Whether something on the page is wider than the window, so that all of the page scrolls sideways. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

/** Colours change by transitions, which end with the next frame. */
const SETTLE = `Promise.allSettled(
  document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? [one.finished] : [])),
)`;

/** What is far from the window keeps its old colours until it comes near. Axe-core looks at it all the same. */
const SHOW_ALL = `for (const element of document.querySelectorAll('*')) {
  if (getComputedStyle(element).contentVisibility === 'auto') element.style.contentVisibility = 'visible';
}`;

/**
 * What is wrong with a page in any of the views, each with the view. The page is loaded once, and its window changes as that of
 * a reader does who turns a phone or waits for the evening.
 */
export const faultsOfViews = async (page: Page): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const { width, colorScheme } of views) {
    await page.setViewportSize({ width, height: HEIGHT[width] });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Each time, for something may have come meanwhile.
    await page.evaluate(SHOW_ALL);
    await page.evaluate(SETTLE);
    const found = await seriousFindings(page);
    if (await scrollsSideways(page)) found.push('The page scrolls sideways.');
    faults.push(...found.map((fault) => `${String(width)} px, ${colorScheme}: ${fault}`));
  }
  return faults;
};
