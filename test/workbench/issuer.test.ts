import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AUDIENCE, CLIENT_ID, startOidcIssuer } from '../support/oidc-issuer.ts';
import type { OidcIssuer } from '../support/oidc-issuer.ts';
import { describeWith, requirement } from '../support/requirement.ts';
import { openScene, seriousFindings } from './scene.ts';
import type { Scene } from './scene.ts';

/** The issuer says who somebody is, at its own page, and asks what the workbench may know. */
const confirm = async (page: Page): Promise<void> => {
  await page.getByPlaceholder('Enter any login').fill('ada');
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
};

const kept = (page: Page): Promise<unknown> =>
  page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');

/** Asks the page that opened this one who is signed in, and waits for so many answers. */
const hearOpener = (count: number): string => `new Promise((resolve) => {
  const heard = [];
  addEventListener('message', ({ data }) => {
    if (data.type !== 'redcap-graphql: signed in') return;
    heard.push(data.headers.authorization);
    if (heard.length === ${String(count)}) resolve(heard);
  });
  opener.postMessage('redcap-graphql: who is signed in?', location.origin);
})`;

/** How long an access token is good. It is renewed at the half of it. */
const TOKEN_SECONDS = 4;

describeWith(requirement.oidcIssuer, 'signing in to the workbench at an issuer', () => {
  let issuer: OidcIssuer;
  let stranger: OidcIssuer;
  let scene: Scene;

  beforeAll(async () => {
    [issuer, stranger] = await Promise.all([startOidcIssuer(TOKEN_SECONDS), startOidcIssuer(60)]);
    const signIn = { clientId: CLIENT_ID, parameters: { resource: AUDIENCE }, scopes: ['openid', 'read'] };
    const policies = [{ policy: 'readers' }];
    const callers = {
      policies: [{ name: 'readers', projects: ['stroke2'], allow: ['read'] }],
      issuers: [
        { issuer: issuer.url, audience: AUDIENCE, policies, signIn: { ...signIn, name: 'the hospital' } },
        // The gateway takes no tokens that are for another audience.
        { issuer: stranger.url, audience: 'https://other.example.org', policies, signIn },
      ],
    };
    scene = await openScene({ config: { callers } });
  });

  afterAll(async () => {
    await scene.close();
    await Promise.all([issuer.close(), stranger.close()]);
  });

  it('comes back to the place in the address, and keeps nothing but in memory', async () => {
    const { page } = await scene.open('/projects/stroke2/map');
    await page.getByRole('button', { name: 'Sign in at the hospital' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign in at the hospital' }).click();
    await confirm(page);
    await page.getByRole('heading', { name: 'Arm 1: Drug A' }).waitFor();
    expect(page.url()).toBe(`${scene.gateway.url}/#/projects/stroke2/map`);
    expect(await kept(page)).not.toMatch(/eyJ|verifier|sign-in/);
    await page.reload();
    await page.getByRole('button', { name: 'Sign in at the hospital' }).waitFor();
  });

  it('goes on when the access token has ended, in the pages too that the workbench has opened', async () => {
    const { page } = await scene.open('/');
    await page.getByRole('button', { name: 'Sign in at the hospital' }).click();
    await confirm(page);
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    const [graphiql] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'GraphiQL' }).click(),
    ]);
    await graphiql.waitForLoadState();
    const before = issuer.asked();
    const tokens = await graphiql.evaluate<string[]>(hearOpener(4));
    expect(new Set(tokens).size).toBe(4);
    expect(issuer.asked() - before).toBeGreaterThanOrEqual(3);
    // The first token has ended by now: three renewals take six seconds.
    await page
      .getByRole('link', { name: /stroke/i })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Arm 1: Drug A' }).waitFor();
    expect(await page.getByRole('button', { name: 'Sign in at the hospital' }).count()).toBe(0);
    const status = await graphiql.evaluate(
      `fetch('graphql', { method: 'POST', body: '{"query":"{ projects { key } }"}',
        headers: { 'content-type': 'application/json', authorization: ${JSON.stringify(tokens[3])} } }).then(({ status }) => status)`,
    );
    expect(status).toBe(200);
  });

  it('opens GraphiQL for who comes to it first', async () => {
    const { page } = await scene.openPath('projects/stroke2/graphql');
    await page.getByRole('button', { name: 'Sign in at the hospital' }).click();
    await confirm(page);
    await page.getByRole('heading', { name: 'GraphiQL' }).waitFor();
    expect(page.url()).toBe(`${scene.gateway.url}/projects/stroke2/graphql`);
  });

  it('ends when somebody signs out, who may sign out of the issuer as well', async () => {
    const { page } = await scene.open('/');
    await page.getByRole('button', { name: 'Sign in at the hospital' }).click();
    await confirm(page);
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    const [revoking] = await Promise.all([
      page.waitForRequest(`${issuer.url}/token/revocation`),
      page.getByRole('button', { name: 'Sign out' }).click(),
    ]);
    expect((await revoking.response())?.status()).toBe(200);
    const refreshToken = new URLSearchParams(revoking.postData() ?? '').get('token') ?? '';
    expect(refreshToken).toMatch(/^[\w-]{40,}$/);
    const refused = await fetch(`${issuer.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: refreshToken }),
    });
    expect({ status: refused.status, ...((await refused.json()) as object) }).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    });
    await page.getByText('You have signed out.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out of the hospital as well' }).click();
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await page.getByRole('heading', { name: 'Sign-out Success' }).waitFor();
    await page.goto(scene.gateway.url);
    await page.getByRole('button', { name: 'Sign in at the hospital' }).click();
    // The issuer does not know who this is any more.
    await page.getByPlaceholder('Enter any login').waitFor();
  });

  it('says that the institution did not confirm it', async () => {
    const { page } = await scene.open('/');
    await page.getByRole('button', { name: 'Sign in at the hospital' }).click();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('alert').getByText('Your institution did not confirm the sign-in.').waitFor();
    expect(page.url()).toBe(`${scene.gateway.url}/#/`);
    expect(await kept(page)).not.toContain('verifier');
  });

  it('says that the gateway lets nobody in whose token is for another audience', async () => {
    const { page } = await scene.open('/');
    await page.getByRole('button', { name: /Sign in at 127/ }).click();
    await confirm(page);
    await page.getByRole('alert').getByText('the gateway does not let you in').waitFor();
  });

  it('takes no answer that this tab did not ask for', async () => {
    const { page, faults } = await scene.openPath('?code=stolen&state=invented');
    await page.getByRole('button', { name: 'Sign in at the hospital' }).waitFor();
    expect(page.url()).toBe(`${scene.gateway.url}/`);
    // The scene would report a request to the issuer.
    expect(faults).toEqual([]);
  });

  it('takes a credential that somebody has, all the same', async () => {
    const { page } = await scene.open('/');
    await page.getByRole('button', { name: 'Another way to sign in' }).click();
    await page.getByLabel('Access token').fill('nonsense');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('The gateway does not accept this credential.').waitFor();
  });
});
