import type { Plugin } from 'vite';

/** As much of a chunk as says which others it loads. */
interface Chunk {
  readonly fileName: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly facadeModuleId?: string | null;
}

/**
 * Lets the page of GraphiQL name the files of its editors, which load while the first scripts run. Without that they wait for each
 * other: the page for its scripts, these for the editors, and the editors for thirty parts of theirs.
 */
export const preloadEditors = (): Plugin => ({
  name: 'preload-editors',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {}, filename }) => {
      if (!filename.endsWith('graphiql.html')) return html;
      const chunks: readonly Chunk[] = Object.values(bundle);
      const editors = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/graphiql/editors.tsx') === true);
      if (editors === undefined) throw new Error('the editors of GraphiQL have no file of their own');
      const files = [editors.fileName, ...(editors.imports ?? []), ...(editors.dynamicImports ?? [])];
      const missing = [...new Set(files)].filter((file) => !html.includes(`"./${file}"`));
      return missing.map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
        injectTo: 'head' as const,
      }));
    },
  },
});
