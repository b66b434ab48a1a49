import { randomBytes } from 'node:crypto';
import type { Facts } from './facts.ts';

const NONCE_BYTES = 16;

/** Scripts and styles come from this gateway. Nothing goes to anybody else but the issuers at which people sign in. */
const policyOf = (nonce: string, { issuers }: Facts): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    // The components make a style element or two as they run, with the nonce that the page gives them.
    `style-src 'self' 'nonce-${nonce}'`,
    ["connect-src 'self'", ...issuers.flatMap(({ origins }) => origins)].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Puts a text into a place of the page. The place must be there. */
const replaceOnce = (page: string, place: string | RegExp, text: string): string => {
  const filled = page.replace(place, () => text);
  if (filled === page) throw new Error(`the workbench's page has no ${String(place)}`);
  return filled;
};

/** The block of the page that its script reads the facts from. It is not run, and not subject to the policy. "</script>" cannot end it. */
const blockOf = (facts: Facts): string =>
  `<script type="application/json" id="gateway">${JSON.stringify(facts).replace(/</g, '\\u003c')}</script>`;

/**
 * The page for one answer, which lies some folders below the root of the gateway. Addresses go by that of the page, unless the
 * operator has said what stands before them.
 */
const fillIn = (html: string, facts: Facts, nonce: string, depth: number): string => {
  const withNonce = replaceOnce(html, 'property="csp-nonce" nonce=""', `property="csp-nonce" nonce="${nonce}"`);
  const block = /<script type="application\/json" id="gateway">[^]*?<\/script>/;
  const withFacts = replaceOnce(withNonce, block, blockOf(facts));
  const root = facts.prefix === '' ? '../'.repeat(depth) || './' : `${facts.prefix}/`;
  return withFacts.replaceAll('"./workbench/', `"${root}workbench/`);
};

/** The answer that shows the page. It is never kept, as its nonce is of one answer. */
export const answerDocument = (html: string, facts: Facts, depth = 0): Response => {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  return new Response(fillIn(html, facts, nonce, depth), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyOf(nonce, facts),
      'cache-control': 'no-store',
    },
  });
};
