import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CLIENT_APP, TRIAL_APP } from '../support/client-libraries.ts';
import { clinic } from '../support/clinic.ts';
import { composeInTest, configFor, startInTest } from '../support/composed-gateway.ts';
import { readText } from '../support/markdown.ts';
import { requirement, titleWith } from '../support/requirement.ts';
import type { Study } from '../support/study.ts';
import { openProxy, type TcpProxy } from '../support/tcp-proxy.ts';

/** What the recipe hands over of each event. */
interface Event {
  readonly change: { readonly kind: string; readonly recordName: string } | null;
}

/** A recipe of the page: it follows the changes of an address until the function that it returns is called. */
type Follow = (url: string, onEvent: (event: Event) => void, againMs?: number) => () => void;

const PACKAGES: Readonly<Record<string, string>> = {
  '@apollo/client': TRIAL_APP,
  'graphql-sse': TRIAL_APP,
  graphql: TRIAL_APP,
  rxjs: TRIAL_APP,
  '@urql/core': CLIENT_APP,
  wonka: CLIENT_APP,
};

/** Where a package lies that an app has, whatever its entries are. */
const folderOf = (name: string, app: string): string => join(app, 'node_modules', name);

/** Puts the recipes of the page into a folder of their own, with the packages that they import. */
const unpackRecipes = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'live-recipes-'));
  for (const [name, app] of Object.entries(PACKAGES)) {
    const place = join(folder, 'node_modules', name);
    mkdirSync(join(place, '..'), { recursive: true });
    symlinkSync(folderOf(name, app), place);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [, name = '', code = ''] of readText('docs/live.md').matchAll(/```ts\n\/\/ (\S+)\n([^]*?)```/g))
    writeFileSync(join(folder, name), code);
  return folder;
};

const write = async (study: Study, record_id: string): Promise<void> => {
  const data = JSON.stringify([{ record_id, redcap_event_name: 'baseline_arm_1', first_name: 'Eve' }]);
  expect(await study.post({ content: 'record', format: 'json', data })).toMatch(/count/);
};

/** Events as they come, one after the other. */
const collect = (follow: Follow, url: string) => {
  const events: Event[] = [];
  let wake = (): void => undefined;
  const end = follow(
    url,
    (event) => {
      events.push(event);
      wake();
    },
    10,
  );
  onTestFinished(end);
  return async (): Promise<string> => {
    while (events.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const change = events.shift()?.change;
    return change == null ? 'BEGUN' : `${change.kind} ${change.recordName}`;
  };
};

const areThere = requirement.clientLibraries.isMet && requirement.trialApp.isMet;

describe.skipIf(!areThere)(titleWith(requirement.trialApp, 'the recipes for web clients in docs/live.md'), () => {
  let folder = '';

  beforeAll(() => {
    folder = unpackRecipes();
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const start = async (): Promise<{ readonly study: Study; readonly way: TcpProxy; readonly url: string }> => {
    const study = await startInTest({ project: clinic });
    // No project's log is empty.
    await study.post({ content: 'arm', format: 'json' });
    const { gateway } = composeInTest(configFor(study, { changes: { pollSeconds: 1, askedSeconds: 1 } }));
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const way = await openProxy(Number(new URL(url).port));
    onTestFinished(() => way.close());
    return { study, way, url: `http://127.0.0.1:${String(way.port)}/projects/clinic/graphql` };
  };

  it.each([['apollo'], ['urql'], ['graphql-sse']])(
    'follow the changes by %s, and miss none that happens while the connection is cut',
    async (name) => {
      const { study, way, url } = await start();
      const { followChanges } = createRequire(join(folder, 'package.json'))(`./${name}.ts`) as {
        followChanges: Follow;
      };
      const next = collect(followChanges, url);
      expect(await next()).toBe('BEGUN');
      await write(study, '11');
      expect(await next()).toBe('CREATED 11');
      way.cut();
      await write(study, '12');
      way.mend();
      const lines = [await next(), await next()];
      expect(lines).toEqual(['BEGUN', 'CREATED 12']);
    },
  );
});
