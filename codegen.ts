import type { CodegenConfig } from '@graphql-codegen/cli';

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
