import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildWorkbench } from '../../workbench/build.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemoGatewayIn } from '../support/demo-gateway.ts';
import type { DemoGateway } from '../support/demo-gateway.ts';

/** How a page is looked at. */
export interface View {
  /** In pixels: 1,400 for a desk and 390 for a phone, unless given. */
  readonly width?: 390 | 1400;
  readonly colorScheme?: 'light' | 'dark';
  /** The reader's language, such as `fr-CH`. */
  readonly locale?: string;
}

/** Every view that a page has to look right in. */
export const views = ([390, 1400] as const).flatMap((width) =>
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

/** What the demo gateway is started with. */
export interface SceneOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly argv?: readonly string[];
}

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
export const openScene = async ({ env = {}, argv = [] }: SceneOptions = {}): Promise<Scene> => {
  await buildWorkbench();
  const gateway = await startDemoGatewayIn(env, ...argv);
  const browser = await launchChromium();
  return {
    gateway,
    openAt: (base, place, view = {}) => openPage(browser, base, `#${place}`, view),
    open: (place, view = {}) => openPage(browser, gateway.url, `#${place}`, view),
    openPath: (path, view = {}) => openPage(browser, gateway.url, path, view),
    close: async () => {
      await browser.close();
      await gateway.close();
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
export const seriousFindings = async (page: Page): Promise<readonly string[]> => {
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
