import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../support/free-port.ts';
import { startNginx } from '../support/nginx.ts';
import type { Nginx } from '../support/nginx.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { openScene } from './scene.ts';
import type { Scene } from './scene.ts';

/** A location that takes the prefix off, as most do, and leaves the rest to the gateway. */
const locationOf = (url: string): string =>
  `location /redcap-graphql/ { proxy_pass ${url}/; proxy_http_version 1.1; proxy_set_header Host $host; }`;

describeWith(requirement.chromium, 'the workbench behind a path of nginx', () => {
  describeWith(requirement.nginx, 'with a prefix', () => {
    describe.each([
      ['that the gateway knows of', true],
      ['that the gateway does not know of', false],
    ])('%s', (_what, isKnown) => {
      let scene: Scene;
      let nginx: Nginx;
      let base: string;

      beforeAll(async () => {
        const port = await findFreePort();
        base = `http://127.0.0.1:${String(port)}/redcap-graphql`;
        scene = await openScene({ env: isKnown ? { REDCAP_GRAPHQL_PUBLIC_URL: base } : {} });
        nginx = startNginx(port, locationOf(scene.gateway.url));
      });

      afterAll(async () => {
        nginx.close();
        await scene.close();
      });

      it('loads its files, asks the graph and opens GraphiQL below the prefix', async () => {
        const { page, faults } = await scene.openAt(base, '/projects/stroke2/map');
        const asked: string[] = [];
        page.on('request', (request) => asked.push(new URL(request.url()).pathname));
        await page.reload();
        await page.getByRole('heading', { name: 'Arm 1: Drug A · 611 records' }).waitFor();
        await page.getByRole('link', { name: 'Codebook', exact: true }).click();
        await page.getByText('73 of 73 fields').waitFor();
        expect(asked.filter((path) => !path.startsWith('/redcap-graphql/'))).toEqual([]);
        expect(asked).toContain('/redcap-graphql/graphql');
        const [graphiql] = await Promise.all([
          page.waitForEvent('popup'),
          page.getByRole('button', { name: 'GraphiQL' }).click(),
        ]);
        expect(new URL(graphiql.url()).pathname).toBe('/redcap-graphql/graphql');
        expect(faults).toEqual([]);
      });
    });
  });
});
