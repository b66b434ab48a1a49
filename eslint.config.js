import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { hasPeers, hasPlots } from './bench/load/installed.ts';
import { hasClientLibraries, hasTrialApp } from './test/support/client-libraries.ts';

/** What the rules that ask for types can judge only after `npm run install-clients`. */
const needsClientLibraries = [
  ...(hasClientLibraries ? [] : ['examples/participant-page/**', 'test/clients/**']),
  ...(hasTrialApp ? [] : ['examples/trial-app/**', 'test/examples/**']),
];

/** The same after `npm run install-bench`. */
const needsBench = [...(hasPeers ? [] : ['bench/peer/**']), ...(hasPlots ? [] : ['bench/plot/**'])];

export default tseslint.config(
  {
    ignores: [
      'dist',
      'examples/*/dist',
      'coverage',
      'node_modules',
      'schema',
      'test-results',
      'test/codegen/generated',
      'test/codegen/stroke2',
      'examples/*/src/generated',
      'workbench/src/**/generated',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['codegen.ts', 'eslint.config.js', 'workbench/prepare.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Interfaces such as `(args) => Promise<T>` are often met by functions that have nothing to await.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      // A reader sees a function whole on one screen, and a file on a few.
      'max-lines-per-function': ['error', { max: 60 }],
      'max-lines': ['error', { max: 250 }],
    },
  },
  {
    // It holds types and nothing else.
    files: ['src/sandbox/state/project.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // Tests read answers of GraphQL as they expect them; a wrong guess fails the test.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // One style of functions. Generators cannot be arrow functions. The sandbox's own languages are older than the rule.
    files: ['src/**/*.ts', 'test/graph/**/*.ts'],
    ignores: ['src/sandbox/{calculation,logic}/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'FunctionDeclaration[generator=false]',
          message: 'Write `const name = (…) => …`, as everywhere in src.',
        },
        {
          // V8 takes it for a method that lasts, and makes it among the old objects: docs/decisions/052-closures-that-last.md.
          selector: 'AssignmentExpression[left.type="MemberExpression"] > ArrowFunctionExpression.right',
          message: 'Give the function a name first, and assign the name: V8 keeps a function that is written here.',
        },
      ],
    },
  },
  {
    // The workbench's components are functions as everything else; the rules of hooks and of React's compiler hold for them.
    files: ['workbench/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: { 'max-lines': ['error', { max: 250 }], 'max-lines-per-function': ['error', { max: 80 }] },
  },
  {
    // Every word of the page stands in it.
    files: ['workbench/src/language/texts.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['codegen.ts', 'eslint.config.js', 'workbench/prepare.js', ...needsClientLibraries, ...needsBench],
    ...tseslint.configs.disableTypeChecked,
  },
);
