// `npm ci` does not bring GraphQL Code Generator. It is installed beside the example, whose options are also those here.
import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import app from './examples/participant-page/codegen.ts';

const [options] = Object.values(app.generates);

if (options === undefined || Array.isArray(options) || typeof options.preset !== 'object') {
  throw new Error('The app generates its types by a preset.');
}
const { preset } = options;

/** The preset without the files that look documents up by any text. Nobody here imports anything but `graphql.ts`. */
const documentPreset: typeof preset = {
  ...preset,
  buildGeneratesSection: async (section) => {
    const files = await preset.buildGeneratesSection(section);
    return files.filter(({ filename }) => filename.endsWith('/graphql.ts'));
  },
};

/** The options of the app over another schema and the documents for it. */
const clientOf = (schema: string, documents: string): (typeof app.generates)[string] => ({
  ...options,
  preset: documentPreset,
  schema,
  documents,
});

/** The folders of the workbench that have documents. Each gets types of its own, so that a page brings its own alone. */
const workbenchFolders = [
  ...new Set(globSync('workbench/src/**/*.graphql', { cwd: import.meta.dirname }).map((file) => dirname(file))),
].sort();

/**
 * Typed documents of `schema/examples/`, for the tests that use them as a front-end app would: `npm run codegen`. Those beside
 * its folders are for the schema of all projects, those of `stroke2` for the one that is typed by the demo study. The workbench
 * is a front-end app itself, and has the same of its own documents.
 */
const generates: typeof app.generates = {
  'test/codegen/generated/': clientOf('schema/schema.graphql', 'schema/examples/*.graphql'),
  'test/codegen/stroke2/': clientOf('schema/stroke2.graphql', 'schema/examples/stroke2/*.graphql'),
  ...Object.fromEntries(
    workbenchFolders.map((folder) => [
      `${folder}/generated/`,
      clientOf('schema/schema.graphql', `${folder}/*.graphql`),
    ]),
  ),
};

// GraphQL Code Generator looks for a default export.
export default { generates };
