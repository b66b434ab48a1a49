import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { root } from './markdown.ts';

/** One run of the program that `npm start` runs. */
export interface MainRun {
  readonly process: ChildProcess;
  /** All of stdout so far. */
  readonly out: () => string;
  /** All of stderr so far. */
  readonly err: () => string;
  /** The exit code, once the program has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/**
 * The environment of a program under test: the path, and nothing else of the test's own. It leaves no data behind unless it is
 * asked to. Node keeps the modules that it has
 * compiled, so that the next program starts in half the time.
 */
export const programEnv = (env: Readonly<Record<string, string>> = {}): Record<string, string | undefined> => ({
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node-compile'),
  REDCAP_GRAPHQL_DATA: ':memory:',
  ...env,
});

/** What a child process that runs it shows of itself. */
export const watchMain = (child: ChildProcess): MainRun => {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { process: child, out: () => out, err: () => err, ended };
};

/** The program's file. */
export const mainFile = join(root, 'src/main.ts');

/**
 * Runs it. Somebody must end it: `kill` its process and wait for `ended`. Its stderr is read, unless it goes to a file
 * descriptor of the test.
 */
export const runMain = (
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stderr: number | 'pipe' = 'pipe',
): MainRun =>
  watchMain(spawn(process.execPath, [mainFile, ...argv], { env: programEnv(env), stdio: ['ignore', 'pipe', stderr] }));

const waitFor = (run: MainRun, name: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray> =>
  new Promise((resolve, reject) => {
    const look = (): void => {
      const match = pattern.exec(name === 'stdout' ? run.out() : run.err());
      if (match !== null) resolve(match);
    };
    run.process[name]?.on('data', look);
    void run.ended.then(() => {
      reject(new Error(run.err()));
    });
    look();
  });

/** Waits until stdout holds what is looked for, and fails with stderr when the program ends before. */
export const waitForOutput = (run: MainRun, pattern: RegExp): Promise<RegExpExecArray> =>
  waitFor(run, 'stdout', pattern);

/** The same of stderr. */
export const waitForError = (run: MainRun, pattern: RegExp): Promise<RegExpExecArray> =>
  waitFor(run, 'stderr', pattern);
