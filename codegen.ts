import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

/**
 * Typed documents of `schema/examples/`, for the tests that use them as a front-end app would: `npm run codegen`.
 * An app of yours can take this file as it is, with its own documents.
 */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: 'schema/examples/*.graphql',
  generates: {
    'test/codegen/generated/': {
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
    },
  },
};

// GraphQL Code Generator looks for a default export.
export default config;
