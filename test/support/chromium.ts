import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { findProgram } from './program.ts';

const named = process.env['CHROMIUM'];

/** The browser of the tests: the one on the path, unless `CHROMIUM` names another. It may be missing. */
const path = named ?? findProgram('chromium', 'chromium-browser', 'google-chrome');

/** Whether there is a browser for tests. */
export const hasChromium = path !== undefined && existsSync(path);

/** Flags with which it runs without a display, without a sandbox of its own, and asks nobody for anything. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser. Close it at the end. */
export const launchChromium = async (): Promise<Browser> => {
  // Most tests that ask whether there is a browser start none.
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: path ?? '', args: FLAGS });
};
