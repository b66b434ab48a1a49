import type { Plugin } from 'graphql-yoga';
import { refusalResponse } from './answer.ts';
import { identifyCaller } from './authentication.ts';
import { isOpen, type CallerPolicy } from './caller.ts';
import { readEndpoint } from './endpoint.ts';
import { ASSET_FOLDER, keepTemplate } from './graphiql/page.ts';
import { dataBlock, wantsPage } from './page-request.ts';
import type { SchemaReaders } from './schema-reader.ts';
import type { Template } from './graphiql/page.ts';
import type { PublicAddress } from './public-address.ts';

/** One query that GraphiQL opens with, in a tab of its own. */
export interface ExampleQuery {
  readonly query: string;
  /** JSON text. */
  readonly variables?: string;
}

/** Whether people may explore the graph in a browser, and what they find there. */
export interface GraphiqlPolicy {
  readonly enabled: boolean;
  /** For `/graphql`. */
  readonly examples: readonly ExampleQuery[];
  /** For the graph of one project, by a key that may be anybody's: they say nothing of whether there is such a project. */
  readonly projectExamples: (key: string) => readonly ExampleQuery[];
}

const TITLE = 'REDCap GraphQL';

/** Lets the page run what this gateway serves as script, which is the page's own alone, and talk to this gateway only. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  'worker-src blob:',
  // The editor makes style elements as it runs.
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** GraphiQL sends JSON alone, and no files. */
const takesFile = ({ query }: ExampleQuery): boolean => /:\s*\[?Upload\b/.test(query);

/** The page with a title, which must be harmless in HTML, and with tabs. */
const fillIn = ({ start, middle, end }: Template, title: string, examples: readonly ExampleQuery[]): string => {
  const tabs = examples
    .filter((example) => !takesFile(example))
    .map(({ query, variables }) => ({ query, variables: variables ?? null }));
  const block = dataBlock('examples', tabs);
  return `${start}${title}${middle}${block}</head>${end}`;
};

/** The page of one graph; undefined where no graph can be. */
const answerPage = async (
  { examples, projectExamples }: GraphiqlPolicy,
  path: string,
  takeTemplate: () => Promise<Template>,
): Promise<Response | undefined> => {
  const endpoint = readEndpoint(path);
  if (endpoint === undefined) return undefined;
  const { project } = endpoint;
  const template = await takeTemplate();
  const tabs = project === null ? examples : projectExamples(project);
  const body = fillIn(template, project === null ? TITLE : `${project} – ${TITLE}`, tabs);
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY };
  return new Response(body, { headers });
};

/** Who the page is for, and where callers find it. */
export interface PageOptions {
  readonly callers: CallerPolicy;
  readonly readers: SchemaReaders;
  readonly publicAddress: Pick<PublicAddress, 'prefix'>;
}

/**
 * Whether a page is shown. Where some callers alone may read the schema, it is shown to these alone. A browser sends no
 * credential by itself, so that a proxy which knows people has to send it.
 */
const mayOpen = async (request: Request, { callers, readers }: PageOptions): Promise<boolean> => {
  if (typeof readers !== 'function') return true;
  const caller = await identifyCaller(request.headers, callers).catch(() => undefined);
  return caller !== undefined && readers(caller);
};

/**
 * Serves GraphiQL at `/graphql` and `/projects/<key>/graphql` to browsers, with its files, from the package and not from another
 * host; `/` leads to the first. Its content security policy lets the page run its own script, and lets it talk to this gateway
 * and to nobody else. A page knows no caller yet: it is there for every key, of a project or not.
 */
export const useGraphiqlPage = (graphiql: GraphiqlPolicy, options: PageOptions): Plugin => {
  const { prefix } = options.publicAddress;
  // Who may call can change while the gateway runs.
  const takeTemplate = (): Promise<Template> => keepTemplate(!isOpen(options.callers), prefix);
  return {
    async onRequest(hook) {
      const { request, url } = hook;
      if (!graphiql.enabled || (request.method !== 'GET' && request.method !== 'HEAD')) return;
      if (url.pathname.startsWith(ASSET_FOLDER)) {
        const asset = (await takeTemplate()).assets.get(url.pathname);
        if (asset !== undefined) hook.endResponse(await asset.answer(request));
        return;
      }
      if (!wantsPage(request)) return;
      if (!(await mayOpen(request, options))) {
        hook.endResponse(refusalResponse(request, 'NOT_FOUND', 'There is nothing at this address for a browser.'));
        return;
      }
      if (url.pathname === '/') {
        hook.endResponse(new Response(null, { status: 302, headers: { location: `${prefix}/graphql` } }));
        return;
      }
      const page = await answerPage(graphiql, url.pathname, takeTemplate);
      if (page !== undefined) hook.endResponse(page);
    },
  };
};
