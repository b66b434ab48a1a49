import { splitCommandLine } from '../../config/command-line.ts';
import { checkDocuments } from '../../project-schema/check.ts';
import type { DocumentsCheck, Finding, OperationCheck } from '../../project-schema/check.ts';
import { readDocuments, readSchemaFile } from '../document-file.ts';
import { openProject } from '../project.ts';
import type { Surroundings } from '../surroundings.ts';

/** What the command found: all operations fit, or some do not. */
export type CheckOutcome = 'fits' | 'breaks';

const line = (operation: string, { file, line, column, place, message }: Finding): string => {
  const at = place === '' ? '' : ` ${place}`;
  return `${file}:${String(line)}:${String(column)} ${operation}${at}: ${message}\n`;
};

const list = (operations: readonly OperationCheck[], of: (operation: OperationCheck) => readonly Finding[]): string =>
  operations.flatMap((operation) => of(operation).map((finding) => line(operation.name, finding))).join('');

/** `3 of 5 operations are`, `1 of 1 operation is`. */
const share = (part: number, whole: number): string =>
  `${String(part)} of ${String(whole)} operation${whole === 1 ? '' : 's'} ${part === 1 ? 'is' : 'are'}`;

const describeUnused = (count: number, pinned: string): string => {
  if (count === 0) return '';
  return count === 1
    ? `1 field of ${pinned} is gone, which no operation uses.\n`
    : `${String(count)} fields of ${pinned} are gone, which no operation uses.\n`;
};

/** The answer in lines: each fault or break with its place, then what it comes to. */
const describeCheck = ({ operations, unusedGone }: DocumentsCheck, pinned: string, graph: string): string => {
  const faulty = operations.filter(({ faults }) => faults.length > 0);
  const broken = operations.filter(({ breaks }) => breaks.length > 0);
  const whole = operations.length;
  const fit = whole - faulty.length - broken.length;
  return [
    list(faulty, ({ faults }) => faults),
    list(broken, ({ breaks }) => breaks),
    faulty.length === 0 ? '' : `${share(faulty.length, whole)} not valid in ${pinned} itself.\n`,
    broken.length === 0 ? '' : `${share(broken.length, whole)} broken by what changed in ${graph}.\n`,
    fit < whole ? '' : `${share(fit, whole)} right for ${graph} as it is now.\n`,
    describeUnused(unusedGone, pinned),
  ].join('');
};

const countOperations = ({ operations }: DocumentsCheck): number =>
  operations.filter(({ name }) => !name.startsWith('fragment ')).length;

/** What a command line compares. */
interface Comparison {
  /** Null for the graph that is the same for all projects. */
  readonly project: string | null;
  readonly pinnedPath: string;
  readonly documentNames: readonly string[];
}

/** A first name that is a file of a schema stands for no project. */
const readNames = (names: readonly string[]): Comparison => {
  const isFile = names[0]?.endsWith('.graphql') === true;
  const project = isFile ? null : names[0];
  const [pinnedPath, ...documentNames] = isFile ? names : names.slice(1);
  if (project === undefined || pinnedPath === undefined || documentNames.length === 0) {
    throw new Error(
      'Name a project, the file of its pinned graph, and documents: check PROJECT study.graphql documents/**',
    );
  }
  return { project, pinnedPath, documentNames };
};

/** The graph as it is now, and how to say which. */
const openGraph = async (surroundings: Surroundings, { project: key }: Comparison) => {
  if (key === null) {
    const schema = await surroundings.loadSchema();
    return { schema, name: 'the graph of all projects', close: () => Promise.resolve() };
  }
  const { schema, close } = await openProject(surroundings, key);
  return { schema, name: `project "${key}"`, close };
};

/**
 * Reports which pinned operations a change of a project's design breaks. Throws, with one sentence, where it cannot find out:
 * for arguments that are not right, files that cannot be read, a project that is not configured or does not answer.
 */
export const runCheck = async (surroundings: Surroundings): Promise<CheckOutcome> => {
  const { argv, out } = surroundings;
  const { names, options } = splitCommandLine(argv);
  const comparison = readNames(names);
  const { pinnedPath, documentNames } = comparison;
  const pinned = readSchemaFile(pinnedPath);
  const documents = readDocuments(documentNames, pinnedPath);
  const graph = await openGraph({ ...surroundings, argv: options }, comparison);
  try {
    const check = checkDocuments(pinned, graph.schema, documents);
    if (countOperations(check) === 0) throw new Error(`There is no operation in ${documentNames.join(' ')}.`);
    out.write(describeCheck(check, pinnedPath, graph.name));
    return check.operations.every(({ faults, breaks }) => faults.length + breaks.length === 0) ? 'fits' : 'breaks';
  } finally {
    await graph.close();
  }
};
