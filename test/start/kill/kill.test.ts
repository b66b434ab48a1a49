import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { OperationNote } from '../../../src/writers/operation/note.ts';
import { createFolder } from '../../support/data-folder.ts';
import { runMain, waitForOutput, type MainRun } from '../../support/main-program.ts';
import { isLong, isWhole } from '../../support/runs.ts';
import { gatewayOf, isKeyed, ready, startClinics, type Clinic } from './clinics.ts';

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
  const gateway = gatewayOf(clinics, data);
  const run = runMain(gateway.argv, { ...gateway.env, ...env });
  runs.push(run);
  const [, url = ''] = await waitForOutput(run, /GraphQL API {2}(http:\S+)\/graphql\n/);
  return { run, url };
};

/** What the journal in a data folder has of the write of a clinic. */
interface Entry {
  readonly stage: string;
  readonly open: OperationNote;
}

/** The entries of the mutations of all clinics, by the keys of these. */
const readJournal = (data: string): ReadonlyMap<string, Entry> => {
  const database = new DatabaseSync(join(data, 'state.db'));
  const rows = database.prepare('SELECT stage, open FROM journal').all();
  database.close();
  const entries = rows.flatMap((row): [string, Entry][] => {
    // Nothing else writes into the journal.
    const open = JSON.parse(String(row['open'])) as OperationNote;
    const own = clinics.find(
      ({ key, mutation }) => mutation.name === open.mutation && (open.target === null || open.target.project === key),
    );
    return own === undefined ? [] : [[own.key, { stage: String(row['stage']), open }]];
  });
  return new Map(entries);
};

/** What the next gateway finds out of a write at its start; null where it finds out nothing, or has nothing to. */
const foundAtStart = ({ mutation, hasChanged }: Clinic, entry: Entry | undefined): 'not sent' | 'done' | null => {
  if (entry === undefined || entry.stage === 'ended') return null;
  if (entry.stage === 'begun') return 'not sent';
  const { name, title, isHidden } = mutation;
  const isNew = name === 'importRecords' && ['that adds an instance', 'that makes a record'].includes(title ?? '');
  return hasChanged() && isHidden !== true && !isNew ? 'done' : null;
};

const titleOf = ({ mutation: { name, title = '' } }: Clinic): string => `${name} ${title}`.trim();

/** What a gateway has in its log of the writes that it found out about. */
const readFound = (log: string): readonly string[] =>
  log.split('\n').flatMap((line) => {
    if (!line.includes('what became of a write')) return [];
    // The gateway writes its log as objects.
    const { mutation, project, outcome } = JSON.parse(line) as Record<string, string | undefined>;
    const own = clinics.find(({ key, mutation: { name } }) => name === mutation && (project ?? key) === key);
    return [`${own === undefined ? String(mutation) : titleOf(own)}: ${String(outcome)}`];
  });

/** Waits until a gateway has found out about so many writes. */
const waitForFound = async ({ process: { stderr }, err }: MainRun, count: number): Promise<void> => {
  while (readFound(err()).length < count) await once(stderr ?? process.stderr, 'data');
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

      const journal = readJournal(data);
      for (const clinic of clinics) {
        const entry = journal.get(clinic.key);
        const mayBeDone = entry !== undefined && entry.stage !== 'begun';
        expect([titleOf(clinic), clinic.writes() > 0 && !mayBeDone]).toEqual([titleOf(clinic), false]);
      }
      // REDCap does what it held although its caller has gone.
      await Promise.all(clinics.map((clinic) => clinic.release()));
      for (const clinic of clinics) {
        const { stage, open } = journal.get(clinic.key) ?? {};
        if (stage !== 'ended') continue;
        expect([titleOf(clinic), open?.outcome]).toEqual([titleOf(clinic), clinic.hasChanged() ? 'done' : 'not done']);
      }

      const expected = (): readonly string[] =>
        clinics.flatMap((clinic) => {
          const outcome = foundAtStart(clinic, journal.get(clinic.key));
          return outcome === null ? [] : [`${titleOf(clinic)}: ${outcome}`];
        });
      const before = expected();
      const second = await start(data);
      await waitForFound(second.run, before.length);
      const found = readFound(second.run.err());
      // What the killed gateway had just sent may have reached REDCap only meanwhile.
      const after = expected();
      expect([before.filter((one) => !found.includes(one)), found.filter((one) => !after.includes(one))]).toEqual([
        [],
        [],
      ]);

      await Promise.all(clinics.map(async (clinic, at) => isKeyed(clinic) && sends[at]?.(second.url)));
      expect(clinics.filter(({ writes }) => writes() > 1).map(titleOf)).toEqual([]);
      // A write that was noted as sent and had not left is not sent again either: nobody can know that it had not.
      const lost = clinics.filter(({ key, writes }) => writes() === 0 && journal.get(key)?.stage === 'sent');
      const keyed = clinics.filter((clinic) => isKeyed(clinic) && !lost.includes(clinic));
      expect(keyed.map(({ writes }) => writes())).toEqual(keyed.map(() => 1));
    },
    120_000,
  );
});
