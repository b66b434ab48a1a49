import { createAsset, hashedPath } from '../asset.ts';
import type { Asset } from '../asset.ts';

/** Where the files of the page are. */
export const ASSET_FOLDER = '/graphiql/';

/** The page but for its title and its examples, and the files that it loads. They are the same for every graph. */
export interface Template {
  readonly start: string;
  readonly middle: string;
  readonly end: string;
  /** By their paths. */
  readonly assets: ReadonlyMap<string, Asset>;
}

/**
 * Keeps the title on one line beside many tabs, and the tabs in their places. The layout animation of GraphiQL leaves a shift on
 * the tabs that it opens. Without this style a tab jumps away from under the pointer that presses it.
 */
const STYLE = '.graphiql-logo, .graphiql-logo * { white-space: nowrap } .graphiql-tab { transform: none !important }';

/** Of the examples that the page's data block holds; the block is not run, and not subject to the policy. */
const EXAMPLES = "JSON.parse(document.getElementById('examples').textContent)";

/** Each project's graph has its own tabs in the browser. GraphiQL itself looks for the tabs of `/graphql` under this name. */
const PREFIX = "(/\\/projects\\/[^/]+\\/graphql$/.test(location.pathname) ? `${location.pathname} ` : '')";

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

const placeholder = (name: string): string => `__EXPRESSION_${name}__`;

/** The texts around the first place of a mark. */
const cut = (text: string, mark: string): [before: string, after: string] => {
  const place = text.indexOf(mark);
  if (place === -1) throw new Error(`GraphiQL's page has no ${mark}`);
  return [text.slice(0, place), text.slice(place + mark.length)];
};

/** The rendered page, with the expressions in their places. */
const renderPage = async (needsCredential: boolean): Promise<string> => {
  // Nine megabytes of script: loaded when the first person opens the page, not with the gateway.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const rendered = renderGraphiQL({
    // A key that somebody types stays in the page and is not written into the browser's storage.
    shouldPersistHeaders: false,
    ...(needsCredential ? { defaultHeaders: '{ "Authorization": "Bearer " }' } : {}),
    additionalHeaders: { 'x-graphql-yoga-csrf': '1' },
    ...Object.fromEntries(Object.keys(EXPRESSIONS).map((name) => [name, placeholder(name)])),
  });
  return Object.entries(EXPRESSIONS).reduce(
    (body, [name, expression]) => body.replace(JSON.stringify(placeholder(name)), () => expression),
    rendered,
  );
};

/** The page without what stands between two marks, and what stood there. */
const takeOut = (page: string, [open, close]: readonly [string, string], link: (content: string) => string): string => {
  const [before, rest] = cut(page, open);
  const [content, after] = cut(rest, close);
  return `${before}${link(content)}${after}`;
};

const writeTemplate = async (needsCredential: boolean, prefix: string): Promise<Template> => {
  const assets = new Map<string, Asset>();
  const add = (extension: string, contentType: string, content: Uint8Array): string => {
    const asset = createAsset({ path: hashedPath(ASSET_FOLDER, extension, content), contentType, bytes: content });
    assets.set(asset.path, asset);
    return `${prefix}${asset.path}`;
  };
  const addText = (extension: string, contentType: string, text: string): string =>
    add(extension, `${contentType}; charset=utf-8`, Buffer.from(text));
  const marks = {
    icon: ['<link rel="icon" href="data:image/x-icon;base64,', '" />'],
    style: ['<style>', '</style>'],
    script: ['<script>', '</script>'],
  } as const;
  const rendered = await renderPage(needsCredential);
  const withIcon = takeOut(rendered, marks.icon, (base64) => {
    const path = add('ico', 'image/x-icon', Buffer.from(base64, 'base64'));
    return `<link rel="icon" href="${path}" />`;
  });
  const withStyle = takeOut(withIcon, marks.style, (css) => {
    return `<link rel="stylesheet" href="${addText('css', 'text/css', `${css}\n${STYLE}\n`)}" />`;
  });
  const page = takeOut(withStyle, marks.script, (script) => {
    return `<script src="${addText('js', 'text/javascript', script)}"></script>`;
  });
  const [start, afterTitle] = cut(page, placeholder('title'));
  const [middle, end] = cut(afterTitle, '</head>');
  return { start, middle, end, assets };
};

/** The templates that there can be, each made when it is first asked for: every gateway of the process has the same. */
const templates = new Map<string, Promise<Template>>();

/** The template of the page, for a gateway that needs a credential or for one that does not, and for what comes before its paths. */
export const keepTemplate = (needsCredential: boolean, prefix: string): Promise<Template> => {
  const name = `${String(needsCredential)} ${prefix}`;
  const template = templates.get(name) ?? writeTemplate(needsCredential, prefix);
  templates.set(name, template);
  return template;
};
