import type { Plugin } from 'graphql-yoga';
import { wantsPage } from './page-request.ts';
import { answerDocument } from './workbench/document.ts';
import { factsOf } from './workbench/facts.ts';
import type { FactSources } from './workbench/facts.ts';
import { answerAsset, keepPage } from './workbench/folder.ts';

/** Whether the workbench is served, and where its files are. */
export interface WorkbenchPolicy {
  readonly enabled: boolean;
  /** The folder that the page was built into. Where it was not built, it is not served. */
  readonly folder: string;
}

/**
 * Serves the workbench to browsers at `/`, and its files below `/workbench/`. The page is the same for everybody and knows no
 * caller: what it shows comes from the graph, by the credential that a person gives it.
 */
export const useWorkbench = (policy: WorkbenchPolicy | undefined, sources: FactSources): Plugin => ({
  async onRequest(hook) {
    const { request, url } = hook;
    if (policy?.enabled !== true || (request.method !== 'GET' && request.method !== 'HEAD')) return;
    const { folder } = policy;
    const asset = await answerAsset(folder, url.pathname, request);
    if (asset !== undefined) {
      hook.endResponse(asset);
      return;
    }
    if (url.pathname !== '/' || !wantsPage(request)) return;
    const page = await keepPage(folder);
    if (page !== null) hook.endResponse(answerDocument(page.html, factsOf(sources)));
  },
});
