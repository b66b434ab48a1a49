import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { startDemoGateway, type DemoGateway } from '../support/demo-gateway.ts';
import { describeWith, requirement } from '../support/requirement.ts';

describeWith(requirement.chromium, "GraphiQL on the demo study's own graph", () => {
  let gateway: DemoGateway;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    gateway = await startDemoGateway();
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${gateway.url}/projects/stroke2/graphql`);
  });

  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  /** Puts a query into the editor, as typing does, and leaves the cursor at the mark. */
  const write = async (query: string): Promise<void> => {
    const [before = '', after = ''] = query.split('▮');
    await page.locator('.graphiql-query-editor textarea').first().focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(before + after);
    for (let count = after.length; count > 0; count -= 1) await page.keyboard.press('ArrowLeft');
  };

  /** Asks for completion until the list has an entry of this name: the schema and its worker take a moment to arrive. */
  const completions = async (name: string): Promise<string[]> => {
    const entries = page.locator('.suggest-widget.visible .monaco-list-row');
    const entry = entries.filter({ hasText: name }).first();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Space');
      const isThere = await entry.waitFor({ timeout: 1_000 }).then(
        () => true,
        () => false,
      );
      if (isThere) return entries.allInnerTexts();
    }
    return [];
  };

  it("offers the variables of an instrument by REDCap's names, with their labels", async () => {
    await page.waitForSelector('.graphiql-tab-button');
    await write('{ record(name: "1") { demographics(event: baseline_arm_1) { do▮ } } }');
    const offered = await completions('dob');
    expect(offered.join('\n')).toContain('dob');
    await page.keyboard.press('Control+Space');
    const details = page.locator('.suggest-details-container, .suggest-details');
    await details.getByText('Date of birth').first().waitFor({ timeout: 10_000 });
    const { GRAPHIQL_SCREENSHOT: screenshot } = process.env;
    if (screenshot !== undefined) await page.screenshot({ path: screenshot });
  });

  it('offers the events that the instrument is designated for, and no others', async () => {
    await write('{ record(name: "1") { closeout(event: ▮) { status } } }');
    const offered = await completions('closeout_arm_1');
    expect(offered.map((entry) => entry.split('\n')[0]).filter((entry) => /_arm_\d$/.test(entry ?? ''))).toEqual([
      'closeout_arm_1',
      'closeout_arm_2',
    ]);
  });
});
