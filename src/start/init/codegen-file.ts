import { parse } from 'jsonc-parser';
import { scalarTypes } from './scalar-type.ts';

/** The endings with which generated files may import each other. */
type ImportExtension = '.js' | '.ts';

/**
 * The ending that the compiler of an app takes, by its `tsconfig.json`. `.js` is right for every compiler with its ordinary
 * options, and `.ts` for programs that Node runs as they are, whose options allow it.
 */
export const importExtensionOf = (tsconfig: string | undefined): ImportExtension => {
  const { compilerOptions = {} } = (parse(tsconfig ?? '{}') ?? {}) as {
    readonly compilerOptions?: Readonly<Record<string, unknown>>;
  };
  const { allowImportingTsExtensions, rewriteRelativeImportExtensions } = compilerOptions;
  return allowImportingTsExtensions === true || rewriteRelativeImportExtensions === true ? '.ts' : '.js';
};

const scalarLines = Object.entries(scalarTypes)
  .map(([name, type]) =>
    typeof type === 'string'
      ? `          ${name}: '${type}',\n`
      : `          ${name}: { input: '${type.input}', output: '${type.output}' },\n`,
  )
  .join('');

/** `codegen.ts` of an app that has pinned its graph in a file of this name. */
export const codegenFile = (pinned: string, importExtension: ImportExtension): string =>
  `import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';

/** The types of this app's operations, from the graph that it has pinned: \`npx graphql-codegen\` in this folder. */
const config: CodegenConfig = {
  generates: {
    'src/generated/': {
      schema: '${pinned}',
      documents: 'documents/**/*.graphql',
      // Its \`gql.ts\` looks documents up by their text, any text, hence the \`any\` in it; use the typed documents of \`graphql.ts\`.
      preset,
      presetConfig: { fragmentMasking: false },
      // With \`__typename\` a value's kind can be switched on, and client caches know what an \`id\` belongs to.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      config: {
        enumType: 'string-literal',
        importExtension: '${importExtension}',
        strictScalars: true,
        useTypeImports: true,
        // Scalars of the graph travel as strings, so that no digit and no leading zero is lost. Whole numbers are exact as numbers.
        scalars: {
${scalarLines}        },
      },
    },
  },
};

// GraphQL Code Generator looks for a default export.
export default config;
`;
