import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

type Output = CodegenConfig['generates'][string];

/** The client preset over a schema and the documents for it. */
const clientOf = (schema: string, documents: string): Output => ({
  schema,
  documents,
  // Its `gql.ts` looks documents up by their text, any text, hence the `any` in it; use the typed documents of `graphql.ts`.
  preset: 'client',
  presetConfig: { fragmentMasking: false },
  // With `__typename` a value's kind can be switched on, and client caches know what an `id` belongs to.
  documentTransforms: [addTypenameSelectionDocumentTransform],
  config: {
    enumType: 'string-literal',
    importExtension: '.ts',
    strictScalars: true,
    useTypeImports: true,
    // Every scalar of the graph travels as a string, so that no digit and no leading zero is lost.
    scalars: {
      Date: 'string',
      Decimal: 'string',
      LocalDateTime: 'string',
      RecordName: 'string',
      RedcapLogic: 'string',
      Upload: 'File',
    },
  },
});

/**
 * Typed documents of `schema/examples/`, for the tests that use them as a front-end app would: `npm run codegen`. Those beside
 * its folders are for the schema of all projects, those of `stroke2` for the one that is typed by the demo study.
 * `examples/participant-page` is an app with a configuration of its own.
 */
const config: CodegenConfig = {
  generates: {
    'test/codegen/generated/': clientOf('schema/schema.graphql', 'schema/examples/*.graphql'),
    'test/codegen/stroke2/': clientOf('schema/stroke2.graphql', 'schema/examples/stroke2/*.graphql'),
  },
};

// GraphQL Code Generator looks for a default export.
export default config;
