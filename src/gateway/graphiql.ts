import { createHash } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import type { GraphiQLOptions } from 'graphql-yoga';

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

const SCRIPT = /<script>([\s\S]*?)<\/script>\s*<\/body>/;

const writePage = async (examples: readonly ExampleQuery[]): Promise<Page> => {
  // Nine megabytes of script: loaded when the first person opens the page, not with the gateway.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const options: GraphiQLOptions = {
    title: 'REDCap GraphQL',
    endpoint: '/graphql',
    defaultTabs: examples.map((example) => ({ query: example.query, variables: example.variables ?? null })),
    shouldPersistHeaders: false,
    additionalHeaders: { 'x-graphql-yoga-csrf': '1' },
  };
  // "</script>" in an example must not end the page's own script.
  const body = renderGraphiQL(JSON.parse(JSON.stringify(options)) as GraphiQLOptions);
  const script = SCRIPT.exec(body)?.[1] ?? '';
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'font-src data:',
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { body, policy };
};

const wantsPage = (request: Request): boolean =>
  request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');

/**
 * Serves GraphiQL at `/graphql` to browsers, from the package and not from another host; `/` leads there. Its content
 * security policy lets the page run its own script, and lets it talk to this gateway and to nobody else.
 */
export const useGraphiqlPage = (graphiql: GraphiqlPolicy): Plugin => {
  let page: Promise<Page> | undefined;
  return {
    async onRequest(hook) {
      const { request, url } = hook;
      if (!graphiql.enabled || !wantsPage(request)) return;
      if (url.pathname === '/') {
        hook.endResponse(new Response(null, { status: 302, headers: { location: '/graphql' } }));
        return;
      }
      if (url.pathname !== '/graphql' || url.searchParams.has('query')) return;
      page ??= writePage(graphiql.examples);
      const { body, policy } = await page;
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
      hook.endResponse(new Response(body, { headers }));
    },
  };
};
