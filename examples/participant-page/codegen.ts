import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

/** The types of this app's operations, from the graph that it has pinned: `npx graphql-codegen` in this folder. */
const config: CodegenConfig = {
  schema: 'study.graphql',
  documents: 'documents/*.graphql',
  generates: {
    'src/generated/': {
      // Its `gql.ts` looks documents up by their text, any text, hence the `any` in it; use the typed documents of `graphql.ts`.
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      // With `__typename` client caches know what an `id` belongs to.
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
