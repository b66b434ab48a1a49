import { stat } from 'node:fs/promises';
import { chooseLines, readSince, type AuditChoice } from '../../audit/choice.ts';
import { verifyFiles, type FileVerification } from '../../audit/file-verification.ts';
import { listFiles } from '../../audit/folder.ts';
import { describeLine } from '../../audit/sentence.ts';
import { auditOptions } from '../../config/command-line.ts';
import { configArguments, readArguments, textOf } from '../argument.ts';
import type { Values } from '../argument.ts';
import { auditFolderOf } from '../audit-folder.ts';
import { readConfig } from '../surroundings.ts';
import type { Surroundings } from '../surroundings.ts';

/** The files that were named; those in the folder of the audit where none was. */
const findFiles = async (
  { env }: Pick<Surroundings, 'env'>,
  names: readonly string[],
  values: Values,
): Promise<readonly string[]> => {
  if (names.length > 0) {
    const nested = await Promise.all(
      names.map(async (name) =>
        (await stat(name)).isDirectory() ? (await listFiles(name)).map(({ path }) => path) : [name],
      ),
    );
    return nested.flat();
  }
  const folder = auditFolderOf(readConfig({ argv: configArguments(values), env }));
  if (folder === null) throw new Error('The configuration says of no folder of an audit. Name the files.');
  const files = await listFiles(folder);
  if (files.length === 0) throw new Error(`There is no audit in ${folder}.`);
  return files.map(({ path }) => path);
};

const describeTorn = (torn: number): string =>
  torn === 0 ? '' : ` ${torn} unfinished ${torn === 1 ? 'line was' : 'lines were'} left by a process that ended.`;

const describeFile = ({ path, lines, first, head, torn, broken }: FileVerification): string => {
  if (broken !== null) return `${path}:${broken.line}: ${broken.why}\n`;
  if (first === null || head === null) return `${path}: no lines.\n`;
  return `${path}: ${lines} lines, numbers ${first.sequence} to ${head.sequence}, unbroken.${describeTorn(torn)} Last hash ${head.hash}\n`;
};

/** A chain that begins later than with its first line is only known from there on. */
const describeBeginnings = (files: readonly FileVerification[]): string => {
  const seen = new Set<string>();
  return files
    .flatMap(({ first, path }) => {
      if (first === null || seen.has(first.instance)) return [];
      seen.add(first.instance);
      if (first.sequence === 1) return [];
      return `${path}: begins with number ${first.sequence}. The lines before it are not here.\n`;
    })
    .join('');
};

const verify = async (
  { out }: Pick<Surroundings, 'out'>,
  paths: readonly string[],
  values: Values,
): Promise<number> => {
  const last = textOf(values, 'last') ?? null;
  const { files, hasLast } = await verifyFiles(paths, last);
  out.write(files.map(describeFile).join('') + describeBeginnings(files));
  if (hasLast === false) out.write('No line has the last known hash: lines were cut off, or changed.\n');
  return hasLast === false || files.some(({ broken }) => broken !== null) ? 1 : 0;
};

/** A word that is no time would choose no line, as if nothing had happened. */
const readMoment = (text: string | undefined): string | undefined => {
  const since = text === undefined ? undefined : readSince(text);
  if (since !== undefined || text === undefined) return since;
  throw new Error('--since takes a day such as 2026-11-01, or a moment such as 2026-11-01T08:30:00Z.');
};

const show = async ({ out }: Pick<Surroundings, 'out'>, paths: readonly string[], values: Values): Promise<number> => {
  const choice: AuditChoice = {
    since: readMoment(textOf(values, 'since')),
    project: textOf(values, 'project'),
    record: textOf(values, 'record'),
    caller: textOf(values, 'caller'),
  };
  let unreadable = 0;
  for await (const chosen of chooseLines(paths, choice, () => (unreadable += 1))) {
    out.write(`${values['json'] === true ? JSON.stringify(chosen.line) : describeLine(chosen)}\n`);
  }
  if (unreadable === 0) return 0;
  throw new Error(`${unreadable} lines could not be read. Run: audit verify`);
};

/** Runs `audit verify` or `audit show`; the exit code is 1 where a chain is broken. */
export const runAudit = async (surroundings: Pick<Surroundings, 'argv' | 'env' | 'out'>): Promise<number> => {
  const [what, ...rest] = surroundings.argv;
  if (what !== 'verify' && what !== 'show') {
    throw new Error('Say what to do with the audit: audit verify [FILE…], or audit show [FILE…]');
  }
  const { names, values } = readArguments(auditOptions, rest);
  const paths = await findFiles(surroundings, names, values);
  return what === 'verify' ? verify(surroundings, paths, values) : show(surroundings, paths, values);
};
