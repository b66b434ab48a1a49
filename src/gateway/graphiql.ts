import { createHash } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import { readEndpoint } from './endpoint.ts';

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

/** The page but for its title and its examples, which stand outside the script, so that one policy fits all. */
interface Template {
  readonly start: string;
  readonly middle: string;
  readonly end: string;
  readonly policy: string;
}

const TITLE = 'REDCap GraphQL';

/**
 * Keeps the title on one line beside many tabs, and the tabs in their places. The layout animation of GraphiQL leaves a shift on
 * the tabs that it opens. Without this style a tab jumps away from under the pointer that presses it.
 */
const STYLE =
  '<style>.graphiql-logo, .graphiql-logo * { white-space: nowrap } .graphiql-tab { transform: none !important }</style>';

/** A value inside a script of the page; "</script>" in it must not end the script. */
const toScript = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** Of the examples that the page's data block holds; the block is not run, and not subject to the policy. */
const EXAMPLES = "JSON.parse(document.getElementById('examples').textContent)";

/** Each graph has its own tabs in the browser. GraphiQL itself looks for the tabs of `/graphql` under this name. */
const PREFIX = "(location.pathname === '/graphql' ? '' : `${location.pathname} `)";

/** The local storage under the names of this graph. GraphiQL empties it when somebody asks for that in its settings. */
const STORAGE = `{
            getItem: (name) => localStorage.getItem(${PREFIX} + name),
            setItem: (name, value) => localStorage.setItem(${PREFIX} + name, value),
            removeItem: (name) => localStorage.removeItem(${PREFIX} + name),
            get names() { return Object.keys(localStorage).filter((name) => name.startsWith(${PREFIX} + 'graphiql:')) },
            get length() { return this.names.length },
            clear() { for (const name of this.names) localStorage.removeItem(name) },
          }`;

/** What yoga's renderer cannot be given, because it writes its options as JSON: expressions by option. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  title: 'document.title',
  endpoint: 'location.pathname',
  defaultTabs: EXAMPLES,
  // GraphiQL fills in the variables of every tab but the first. Tabs of an earlier visit have their own.
  initialVariables: `localStorage.getItem(${PREFIX} + 'graphiql:tabState') ? undefined : ${EXAMPLES}[0]?.variables ?? undefined`,
  storage: STORAGE,
  // In place of yoga's, which writes what is typed into the address, and with it into logs and histories.
  onEditQuery: '() => undefined',
};

/** The SHA-256 of the page's one script, as a browser hashes it: carriage returns are read as line feeds. */
const hashScript = (page: string): string => {
  const start = page.lastIndexOf('<script>\n        function prepareBlob') + '<script>'.length;
  const script = page.slice(start, page.indexOf('</script>', start)).replace(/\r\n?/g, '\n');
  return createHash('sha256').update(script).digest('base64');
};

/** The texts around the first place of a mark. */
const cut = (text: string, mark: string): [before: string, after: string] => {
  const place = text.indexOf(mark);
  if (place === -1) throw new Error(`GraphiQL's page has no ${mark}`);
  return [text.slice(0, place), text.slice(place + mark.length)];
};

const writeTemplate = async (needsCredential: boolean): Promise<Template> => {
  // Nine megabytes of script: loaded when the first person opens the page, not with the gateway.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const placeholder = (name: string): string => `__EXPRESSION_${name}__`;
  const rendered = renderGraphiQL({
    // A key that somebody types stays in the page and is not written into the browser's storage.
    shouldPersistHeaders: false,
    ...(needsCredential ? { defaultHeaders: '{ "Authorization": "Bearer " }' } : {}),
    additionalHeaders: { 'x-graphql-yoga-csrf': '1' },
    ...Object.fromEntries(Object.keys(EXPRESSIONS).map((name) => [name, placeholder(name)])),
  });
  const page = Object.entries(EXPRESSIONS).reduce(
    (body, [name, expression]) => body.replace(JSON.stringify(placeholder(name)), () => expression),
    rendered,
  );
  const [start, afterTitle] = cut(page, placeholder('title'));
  const [middle, end] = cut(afterTitle, '</head>');
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
  return { start, middle, end, policy };
};

/** The two templates that there can be, each made when it is first asked for: every gateway of the process has the same. */
const templates = new Map<boolean, Promise<Template>>();

const keepTemplate = (needsCredential: boolean): Promise<Template> => {
  const template = templates.get(needsCredential) ?? writeTemplate(needsCredential);
  templates.set(needsCredential, template);
  return template;
};

/** The page with a title, which must be harmless in HTML, and with tabs. */
/** GraphiQL sends JSON alone, and no files. */
const takesFile = ({ query }: ExampleQuery): boolean => /:\s*\[?Upload\b/.test(query);

const fillIn = ({ start, middle, end }: Template, title: string, examples: readonly ExampleQuery[]): string => {
  const tabs = examples
    .filter((example) => !takesFile(example))
    .map(({ query, variables }) => ({ query, variables: variables ?? null }));
  const block = `<script type="application/json" id="examples">${toScript(tabs)}</script>`;
  return `${start}${title}${middle}${STYLE}${block}</head>${end}`;
};

const wantsPage = (request: Request): boolean =>
  request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');

/**
 * Serves GraphiQL at `/graphql` and `/projects/<key>/graphql` to browsers, from the package and not from another host; `/`
 * leads to the first. Its content security policy lets the page run its own script, and lets it talk to this gateway and to
 * nobody else. A page knows no caller yet: it is there for every key, of a project or not.
 */
export const useGraphiqlPage = (graphiql: GraphiqlPolicy, needsCredential: boolean): Plugin => ({
  async onRequest(hook) {
    const { request, url } = hook;
    if (!graphiql.enabled || !wantsPage(request)) return;
    if (url.pathname === '/') {
      hook.endResponse(new Response(null, { status: 302, headers: { location: '/graphql' } }));
      return;
    }
    const endpoint = readEndpoint(url.pathname);
    if (endpoint === undefined) return;
    const { project } = endpoint;
    const examples = project === null ? graphiql.examples : graphiql.projectExamples(project);
    const page = await keepTemplate(needsCredential);
    const body = fillIn(page, project === null ? TITLE : `${project} – ${TITLE}`, examples);
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': page.policy };
    hook.endResponse(new Response(body, { headers }));
  },
});
