import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../support/markdown.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { openScene } from './scene.ts';
import type { Scene } from './scene.ts';

/** What the build writes beside the pages. */
const MANIFEST = join(root, 'dist/workbench/documents.json');

describeWith(requirement.chromium, 'the workbench on a gateway that runs the documents of manifests alone', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene({ config: { trustedDocuments: { files: [MANIFEST], required: true } } });
  });

  afterAll(() => scene.close());

  it('shows every page, because all of its documents are in its manifest', async () => {
    const { page, faults } = await scene.open('/');
    await page.getByRole('button', { name: 'What you may do here' }).click();
    await page.getByRole('row', { name: /^Export Records Yes/ }).waitFor();
    await page.getByRole('link', { name: 'STROKE-2: a two-arm trial (demo)' }).click();
    await page.getByRole('heading', { name: 'Arm 1: Drug A · 611 records' }).waitFor();
    const pages = page.getByRole('navigation', { name: 'Pages of the project' });
    await pages.getByRole('link', { name: 'Codebook' }).click();
    await page.getByText('73 of 73 fields').waitFor();
    await pages.getByRole('link', { name: 'Live changes' }).click();
    await page.getByText('Following the project').waitFor();
    await pages.getByRole('link', { name: 'Log' }).click();
    await page.getByText(/on this page/).waitFor();
    await pages.getByRole('link', { name: 'Data' }).click();
    await page.getByRole('table').waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    await coming;
    await page.getByLabel('Open a record by its name').fill('1');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('button', { name: 'Adverse Events – instance 2' }).click();
    await page.getByRole('button', { name: 'Download fall report.pdf' }).click();
    await page.getByText('Downloaded: fall report.pdf').waitFor();
    expect(faults).toEqual([]);
  });

  it('may send nothing else', async () => {
    const response = await fetch(`${scene.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ projects { projectTitle } }' }),
    });
    expect(JSON.parse(await response.text()).errors[0].extensions.code).toBe('DOCUMENT_NOT_TRUSTED');
  });

  it('has no document in it that changes something', () => {
    const texts: string[] = Object.values(JSON.parse(readFileSync(MANIFEST, 'utf8')));
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter((text) => /^\s*mutation/m.test(text))).toEqual([]);
  });
});
