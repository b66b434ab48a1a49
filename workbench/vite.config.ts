import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { adaptGraphiql } from './graphiql-package.ts';
import { writeManifest } from './manifest.ts';
import { packFiles } from './packing.ts';
import { preloadEditors } from './preload.ts';

/** Where `npm run workbench` finds the gateway that answers. */
const GATEWAY = 'http://127.0.0.1:4000';

// Vite looks for a default export.
export default defineConfig({
  root: import.meta.dirname,
  // Addresses go by that of the page, so that the page works behind any prefix.
  base: './',
  plugins: [react(), adaptGraphiql(), preloadEditors(), packFiles(), writeManifest()],
  build: {
    rolldownOptions: {
      input: ['index.html', 'graphiql.html'].map((name) => join(import.meta.dirname, name)),
    },
    // `build.ts` gives its own.
    outDir: '../dist/workbench',
    emptyOutDir: true,
    assetsDir: 'workbench',
    // The policy of the page runs no script and no style that stands in it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    license: { fileName: 'licences.md' },
    reportCompressedSize: false,
    // Tests hold the first view to 300 KB, packed, and GraphiQL to 600 KB.
    chunkSizeWarningLimit: 1_500,
  },
  server: { proxy: { '/graphql': GATEWAY, '/projects': GATEWAY, '/files': GATEWAY } },
});
