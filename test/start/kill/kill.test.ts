import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, it } from 'vitest';
import type { OperationNote } from '../../../src/writers/operation/note.ts';
import { createFolder } from '../../support/data-folder.ts';
import { runMain, waitForOutput, type MainRun } from '../../support/main-program.ts';
import { isLong, isWhole } from '../../support/runs.ts';
import { gatewayOf, ready, startClinics, type Clinic } from './clinics.ts';
import { entriesOf, expectFound, expectOnce, expectTruth, type Entry } from './truth.ts';

const hook = pathToFileURL(join(import.meta.dirname, '../../support/kill-at-commit.ts')).href;

const runs: MainRun[] = [];
let clinics: readonly Clinic[] = [];

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.process.kill('SIGKILL');
    await run.ended;
  }
  await Promise.all(clinics.map(({ study }) => study.close()));
});

const start = async (data: string, env: Readonly<Record<string, string>> = {}) => {
  const gateway = gatewayOf(clinics, { data });
  const run = runMain(gateway.argv, { ...gateway.env, ...env });
  runs.push(run);
  const [, url = ''] = await waitForOutput(run, /GraphQL API {2}(http:\S+)\/graphql\n/);
  return { run, url };
};

/** The entries of the mutations of all clinics in a data folder, by the keys of these. */
const readJournal = (data: string): ReadonlyMap<string, Entry> => {
  const database = new DatabaseSync(join(data, 'state.db'));
  const rows = database.prepare('SELECT stage, open FROM journal').all();
  database.close();
  // Nothing else writes into the journal.
  const noteOf = (open: unknown): OperationNote => JSON.parse(String(open)) as OperationNote;
  return entriesOf(
    clinics,
    rows.map(({ stage, open }) => ({ stage: String(stage), open: noteOf(open) })),
  );
};

/** Sends all mutations at once to a gateway that is killed right after its commit of this number, or once all wait for REDCap. */
const killAt = async (data: string, commit: number): Promise<readonly ((to: string) => Promise<unknown>)[]> => {
  const env = { NODE_OPTIONS: `--import=${hook}`, KILL_AT_COMMIT: String(commit) };
  const first = await start(data, env);
  const sends = await Promise.all(clinics.map((clinic) => ready(clinic, first.url)));
  for (const { watch } of clinics) watch();
  first.run.process.kill('SIGUSR2');
  await waitForOutput(first.run, /armed\n/);
  const ends = sends.map((send) => send(first.url).catch(() => null));
  const quiet = Promise.all(
    clinics.map(({ reached }, at) => Promise.race([reached.then(() => (at % 2 === 1 ? null : ends[at])), ends[at]])),
  );
  await Promise.race([first.run.ended, quiet]);
  first.run.process.kill('SIGKILL');
  await first.run.ended;
  return sends;
};

/** The commits at which a gateway is killed: in the middle of what all mutations commit, and in longer runs all over it. */
const COMMITS = isWhole ? Array.from({ length: 25 }, (_, at) => 1 + at * 6) : isLong ? [30, 70, 100] : [70];

describe('a gateway that is killed by SIGKILL while it writes in every way', () => {
  it.each(COMMITS)(
    'leaves a journal that is true, doubles nothing, and the next one finds out what can be known: commit %i',
    async (commit) => {
      clinics = await startClinics();
      const data = createFolder();
      const sends = await killAt(data, commit);

      const remains = { clinics, journal: readJournal(data) };
      await expectTruth(remains);
      let next = '';
      await expectFound(remains, async () => {
        const { run, url } = await start(data);
        next = url;
        return run;
      });
      await expectOnce(remains, sends, next);
    },
    120_000,
  );
});
