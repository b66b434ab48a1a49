// `npm ci` does not bring GraphQL Code Generator. It is installed beside the example, whose options are also those here.
import app from './examples/participant-page/codegen.ts';

const [options] = Object.values(app.generates);

/** The options of the app over another schema and the documents for it. */
const clientOf = (schema: string, documents: string): (typeof app.generates)[string] => ({
  ...(options as object),
  schema,
  documents,
});

/**
 * Typed documents of `schema/examples/`, for the tests that use them as a front-end app would: `npm run codegen`. Those beside
 * its folders are for the schema of all projects, those of `stroke2` for the one that is typed by the demo study.
 */
const generates: typeof app.generates = {
  'test/codegen/generated/': clientOf('schema/schema.graphql', 'schema/examples/*.graphql'),
  'test/codegen/stroke2/': clientOf('schema/stroke2.graphql', 'schema/examples/stroke2/*.graphql'),
};

// GraphQL Code Generator looks for a default export.
export default { generates };
