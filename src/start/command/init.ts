import { relative, resolve } from 'node:path';
import { initOptions, readCommandLine, splitCommandLine, takeOptions } from '../../config/command-line.ts';
import { placeFile, readAppFile } from '../init/app-file.ts';
import type { AppFile, PlacedFile } from '../init/app-file.ts';
import { checkCall, ciCheck } from '../init/ci-check.ts';
import type { Checked } from '../init/ci-check.ts';
import { codegenFile, importExtensionOf } from '../init/codegen-file.ts';
import { firstDocument } from '../init/first-document.ts';
import { readTextFile } from '../file.ts';
import { openProject } from '../project.ts';
import { printSortedSchema } from '../schema-file.ts';
import type { Surroundings } from '../surroundings.ts';

/** The example that shows which projects there are. */
const STATIC_EXAMPLE = '01-project.graphql';

/** The graph that an app is going to pin, and a first operation on it. */
interface Graph {
  readonly sdl: string;
  readonly document: string;
}

const graphOfAll = async ({ loadSchema, schemaFolder }: Surroundings): Promise<Graph> => ({
  sdl: printSortedSchema(await loadSchema()),
  document: readTextFile(`${schemaFolder}/examples/${STATIC_EXAMPLE}`),
});

const graphOfProject = async (surroundings: Surroundings, key: string): Promise<Graph> => {
  const project = await openProject(surroundings, key);
  try {
    return { sdl: printSortedSchema(project.schema), document: firstDocument(project.schema) };
  } finally {
    await project.close();
  }
};

/** The options by which the check finds the project again. Their paths begin at the folder of the app. */
const optionsFor = (folder: string, options: readonly string[]): readonly string[] => {
  const { config, projectFiles, studies, problems } = readCommandLine(options);
  const [problem] = problems;
  if (problem !== undefined) throw new Error(problem);
  const from = (path: string): string => relative(folder, path);
  return [
    ...(config === undefined ? [] : ['--config', from(config)]),
    ...projectFiles.flatMap((file) => ['--project', from(file)]),
    ...studies.flatMap((study) => ['--study', study]),
  ];
};

const filesOf = (folder: string, { sdl, document }: Graph, checked: Checked): readonly AppFile[] => [
  { path: checked.pinned, text: sdl, purpose: 'the pinned graph' },
  {
    path: 'codegen.ts',
    text: codegenFile(checked.pinned, importExtensionOf(readAppFile(folder, 'tsconfig.json'))),
    purpose: 'GraphQL Code Generator, with the scalars of the graph',
  },
  { path: 'documents/first.graphql', text: document, purpose: 'a first operation' },
  { path: 'redcap-check.sh', text: ciCheck(checked), purpose: 'the check for the CI', isProgram: true },
];

const quoteLine = (line: string | null): string => (line === null ? 'the end of the file' : line.trim().slice(0, 100));

const describeFile = ({ file: { path, purpose }, outcome, difference }: PlacedFile): string =>
  difference === null
    ? `${outcome.padEnd(10)} ${path}: ${purpose}\n`
    : [
        `${outcome.padEnd(10)} ${path}: it differs from line ${String(difference.line)} on. --force replaces it.`,
        `             it has: ${quoteLine(difference.present)}`,
        `             wanted: ${quoteLine(difference.wanted)}\n`,
      ].join('\n');

const describeNext = (checked: Checked): string =>
  [
    '\nNext, in the folder of the app:',
    '  npm install graphql @graphql-typed-document-node/core',
    '  npm install --save-dev typescript @graphql-codegen/cli @graphql-codegen/client-preset redcap-graphql',
    '  npx graphql-codegen            # writes the types of documents/ into src/generated/',
    '  ./redcap-check.sh              # once in each run of the CI, and it begins with:',
    `    ${checkCall(checked)}`,
    `When the check says that something is gone: ${
      checked.project === null
        ? 'npx redcap-graphql init --force'
        : `npx redcap-graphql schema ${checked.project} > ${checked.pinned}`
    }\n`,
  ].join('\n');

/**
 * Writes into an app what it needs to be typed by a graph. Returns whether everything is there as it should be. It is not where a
 * file differs that was there before.
 */
export const runInit = async (surroundings: Surroundings): Promise<boolean> => {
  const { values, rest } = takeOptions(surroundings.argv, initOptions);
  const { names, options } = splitCommandLine(rest);
  const [project = null, another] = names;
  if (another !== undefined) throw new Error(`Name one project, or none: "${another}" is one too many.`);
  const folder = resolve(values.get('to') ?? '.');
  const pinned = project === null ? 'redcap.graphql' : 'study.graphql';
  const checked: Checked = { project, pinned, options: optionsFor(folder, options) };
  const graph = await (project === null
    ? graphOfAll(surroundings)
    : graphOfProject({ ...surroundings, argv: options }, project));
  const placed = filesOf(folder, graph, checked).map((file) => placeFile(folder, file, values.has('force')));
  surroundings.out.write(placed.map(describeFile).join('') + describeNext(checked));
  return placed.every(({ outcome }) => outcome !== 'kept');
};
