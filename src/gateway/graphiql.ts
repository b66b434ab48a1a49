import { createHash } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';

/** One query that GraphiQL opens with, in a tab of its own. */
export interface ExampleQuery {
  readonly query: string;
  /** JSON text. */
  readonly variables?: string;
}

/** Whether people may explore the graph in a browser, and what they find there. */
export interface GraphiqlPolicy {
  readonly enabled: boolean;
  readonly examples: readonly ExampleQuery[];
}

interface Page {
  readonly body: string;
  readonly policy: string;
}

/**
 * Keeps the title on one line beside many tabs, and the tabs in their places: GraphiQL leaves tabs that it opens with a
 * shift from its layout animation, by which a tab jumps away from under the pointer that presses it.
 */
const STYLE =
  '<style>.graphiql-logo, .graphiql-logo * { white-space: nowrap } .graphiql-tab { transform: none !important }</style>';

/** A value inside the page's script; "</script>" in it must not end the script, which yoga's renderer overlooks. */
const toScript = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').replace(/</g, '\\u003c');

/** What yoga's renderer cannot be given, because it writes its options as JSON: expressions by option. */
const expressionsOf = (examples: readonly ExampleQuery[]): Readonly<Record<string, string>> => ({
  defaultTabs: toScript(examples.map(({ query, variables }) => ({ query, variables: variables ?? null }))),
  // GraphiQL fills in the variables of every tab but the first. Tabs of an earlier visit have their own.
  initialVariables: `localStorage.getItem('graphiql:tabState') ? undefined : ${toScript(examples[0]?.variables)}`,
  // In place of yoga's, which writes what is typed into the address, and with it into logs and histories.
  onEditQuery: '() => undefined',
});

/** The SHA-256 of the page's one script, as a browser hashes it: carriage returns are read as line feeds. */
const hashScript = (page: string): string => {
  const start = page.lastIndexOf('<script>\n        function prepareBlob') + '<script>'.length;
  const script = page.slice(start, page.indexOf('</script>', start)).replace(/\r\n?/g, '\n');
  return createHash('sha256').update(script).digest('base64');
};

const writePage = async (examples: readonly ExampleQuery[], needsCredential: boolean): Promise<Page> => {
  // Nine megabytes of script: loaded when the first person opens the page, not with the gateway.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const expressions = expressionsOf(examples);
  const placeholder = (name: string): string => `__EXPRESSION_${name}__`;
  const rendered = renderGraphiQL({
    title: 'REDCap GraphQL',
    endpoint: '/graphql',
    // A key that somebody types stays in the page and is not written into the browser's storage.
    shouldPersistHeaders: false,
    ...(needsCredential ? { defaultHeaders: '{ "Authorization": "Bearer " }' } : {}),
    additionalHeaders: { 'x-graphql-yoga-csrf': '1' },
    ...Object.fromEntries(Object.keys(expressions).map((name) => [name, placeholder(name)])),
  });
  const body = Object.entries(expressions).reduce(
    (page, [name, expression]) => page.replace(JSON.stringify(placeholder(name)), () => expression),
    rendered,
  );
  const page = body.replace('</head>', `${STYLE}</head>`);
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hashScript(page)}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'font-src data:',
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { body: page, policy };
};

const wantsPage = (request: Request): boolean =>
  request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');

/**
 * Serves GraphiQL at `/graphql` to browsers, from the package and not from another host; `/` leads there. Its content
 * security policy lets the page run its own script, and lets it talk to this gateway and to nobody else.
 */
export const useGraphiqlPage = (graphiql: GraphiqlPolicy, needsCredential: boolean): Plugin => {
  let page: Promise<Page> | undefined;
  return {
    async onRequest(hook) {
      const { request, url } = hook;
      if (!graphiql.enabled || !wantsPage(request)) return;
      if (url.pathname === '/') {
        hook.endResponse(new Response(null, { status: 302, headers: { location: '/graphql' } }));
        return;
      }
      if (url.pathname !== '/graphql') return;
      page ??= writePage(graphiql.examples, needsCredential);
      const { body, policy } = await page;
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
      hook.endResponse(new Response(body, { headers }));
    },
  };
};
