import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';

/** The types of this app's operations, from the graph that it has pinned: `npx graphql-codegen` in this folder. */
const config: CodegenConfig = {
  generates: {
    'src/generated/': {
      schema: 'study.graphql',
      documents: 'documents/**/*.graphql',
      // Its `gql.ts` looks documents up by their text, any text, hence the `any` in it; use the typed documents of `graphql.ts`.
      preset,
      presetConfig: { fragmentMasking: false },
      // With `__typename` a value's kind can be switched on, and client caches know what an `id` belongs to.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      config: {
        enumType: 'string-literal',
        importExtension: '.ts',
        strictScalars: true,
        useTypeImports: true,
        // Scalars of the graph travel as strings, so that no digit and no leading zero is lost. Whole numbers are exact as numbers.
        scalars: {
          Date: 'string',
          Decimal: 'string',
          LocalDateTime: 'string',
          RecordName: 'string',
          RedcapLogic: 'string',
          Upload: 'File',
          WholeNumber: { input: 'number | string', output: 'number' },
        },
      },
    },
  },
};

// GraphQL Code Generator looks for a default export.
export default config;
