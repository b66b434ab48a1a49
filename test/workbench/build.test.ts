import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildWorkbench } from '../../workbench/build.ts';
import { root } from '../support/markdown.ts';

const folder = join(root, 'dist/workbench');

it('the workbench is built as for production, also by tests', async () => {
  const { NODE_ENV } = process.env;
  await buildWorkbench();
  expect(process.env['NODE_ENV']).toBe(NODE_ENV);
  const scripts = globSync('workbench/*.js', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
  expect(scripts.length).toBeGreaterThan(20);
  // React as for development says so in the console.
  expect(scripts.filter((script) => script.includes('React DevTools'))).toEqual([]);
});

it('the page of GraphiQL names the files of its editors, so that they load at once', async () => {
  await buildWorkbench();
  const page = readFileSync(join(folder, 'graphiql.html'), 'utf8');
  expect(page).toMatch(/rel="modulepreload"[^>]*href="\.\/workbench\/editors-[\w-]+\.js"/);
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).not.toContain('editors-');
});
