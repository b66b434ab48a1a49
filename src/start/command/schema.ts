import { splitCommandLine } from '../../config/command-line.ts';
import { demoProjectKey } from '../../sandbox/demo/study.ts';
import { openProject } from '../project.ts';
import { printSortedSchema, updateSchemaFiles } from '../schema-file.ts';
import type { Surroundings } from '../surroundings.ts';

/** The schema of a configured project as SDL, sorted. */
const printProjectSchema = async (surroundings: Pick<Surroundings, 'argv' | 'env'>, key: string): Promise<string> => {
  const project = await openProject(surroundings, key);
  try {
    return printSortedSchema(project.schema);
  } finally {
    await project.close();
  }
};

/** Writes the committed schemas that are not current, or only looks for them; returns an exit code. */
const updateWrittenSchemas = async ({ argv, out, schemaFolder, loadSchema }: Surroundings): Promise<number> => {
  const unknown = argv.find((argument) => argument !== '--check');
  if (unknown !== undefined) {
    throw new Error(
      `"${unknown}" is not an option of "schema" without a project. There is only "--check"; with a project, the gateway's options.`,
    );
  }
  const write = !argv.includes('--check');
  const projects = { [demoProjectKey]: await printProjectSchema({ argv: [], env: {} }, demoProjectKey) };
  const stale = updateSchemaFiles(schemaFolder, { schema: await loadSchema(), projects }, { write });
  const names = stale.map((name) => `schema/${name}`).join(', ');
  if (!write && stale.length > 0) throw new Error(`Not current: ${names}. Run: npm run schema`);
  out.write(stale.length === 0 ? 'The schema files are current.\n' : `Wrote ${names}.\n`);
  return 0;
};

/**
 * With the key of a project, prints its schema and nothing else. Without, writes the committed schema files: the static
 * one and the demo study's. With `--check` it writes nothing, and throws when a file is not current.
 */
export const runSchema = async (surroundings: Surroundings): Promise<number> => {
  const { names, options } = splitCommandLine(surroundings.argv);
  const [key, another] = names;
  if (another !== undefined) throw new Error(`Name one project: "${another}" is one too many.`);
  if (key === undefined) return updateWrittenSchemas(surroundings);
  surroundings.out.write(await printProjectSchema({ ...surroundings, argv: options }, key));
  return 0;
};
