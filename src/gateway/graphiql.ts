import type { Plugin } from 'graphql-yoga';
import { refusalResponse } from './answer.ts';
import { identifyCaller } from './authentication.ts';
import { readEndpoint } from './endpoint.ts';
import { wantsPage } from './page-request.ts';
import type { SchemaReaders } from './schema-reader.ts';
import { answerDocument } from './workbench/document.ts';
import { factsOf } from './workbench/facts.ts';
import type { FactSources } from './workbench/facts.ts';
import { answerAsset, keepPage } from './workbench/folder.ts';

/** Whether people may explore the graph in a browser. */
export interface GraphiqlPolicy {
  readonly enabled: boolean;
}

/** Who the page is for, where callers find it, and where it was built. */
export interface PageOptions extends FactSources {
  readonly readers: SchemaReaders;
  /** The folder that the workbench was built into, and this page with it; undefined where there is none. */
  readonly folder: string | undefined;
}

/**
 * Whether a page is shown. Where some callers alone may read the schema, it is shown to these alone. A browser sends no
 * credential by itself, so that a proxy which knows people has to send it.
 */
const mayOpen = async (
  request: Request,
  { callers, readers }: Pick<PageOptions, 'callers' | 'readers'>,
): Promise<boolean> => {
  if (typeof readers !== 'function') return true;
  const caller = await identifyCaller(request.headers, callers).catch(() => undefined);
  return caller !== undefined && readers(caller);
};

/** How many folders a graph lies below the root of the gateway; undefined where no graph can be. */
const depthOf = (path: string): number | undefined => {
  const endpoint = readEndpoint(path);
  if (endpoint === undefined) return undefined;
  return endpoint.project === null ? 0 : 2;
};

/**
 * Serves GraphiQL at `/graphql` and `/projects/<key>/graphql` to browsers, with its files, from the package and not from another
 * host. Where there is no workbench, `/` leads to the first. The page knows no caller yet: it is the same for every key, of a
 * project or not, and reads what it shows from the graph.
 */
export const useGraphiqlPage = (options: PageOptions): Plugin => ({
  async onRequest(hook) {
    const { request, url } = hook;
    if (!options.graphiql || (request.method !== 'GET' && request.method !== 'HEAD')) return;
    const { folder } = options;
    const asset = folder === undefined ? undefined : await answerAsset(folder, url.pathname, request);
    if (asset !== undefined) {
      hook.endResponse(asset);
      return;
    }
    if (!wantsPage(request)) return;
    const depth = depthOf(url.pathname);
    if (depth === undefined && url.pathname !== '/') return;
    if (!(await mayOpen(request, options))) {
      hook.endResponse(refusalResponse(request, 'NOT_FOUND', 'There is nothing at this address for a browser.'));
      return;
    }
    if (depth === undefined) {
      const location = `${options.publicAddress.prefix}/graphql`;
      hook.endResponse(new Response(null, { status: 302, headers: { location } }));
      return;
    }
    const page = folder === undefined ? null : await keepPage(folder);
    if (page !== null) hook.endResponse(answerDocument(page.graphiql, factsOf(options), depth));
  },
});
