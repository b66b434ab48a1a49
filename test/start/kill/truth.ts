import { once } from 'node:events';
import { expect } from 'vitest';
import type { OperationNote } from '../../../src/writers/operation/note.ts';
import type { MainRun } from '../../support/main-program.ts';
import { isKeyed, type Clinic } from './clinics.ts';

/** What the journal has of the write of a clinic. */
export interface Entry {
  readonly stage: string;
  readonly open: OperationNote;
}

/** The entries of the mutations of clinics, by the keys of these. */
export const entriesOf = (clinics: readonly Clinic[], entries: readonly Entry[]): ReadonlyMap<string, Entry> =>
  new Map(
    entries.flatMap((entry): [string, Entry][] => {
      const { mutation: name, target } = entry.open;
      const own = clinics.find(
        ({ key, mutation }) => mutation.name === name && (target === null || target.project === key),
      );
      return own === undefined ? [] : [[own.key, entry]];
    }),
  );

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
const readFound = (clinics: readonly Clinic[], log: string): readonly string[] =>
  log.split('\n').flatMap((line) => {
    if (!line.includes('what became of a write')) return [];
    // The gateway writes its log as objects.
    const { mutation, project, outcome } = JSON.parse(line) as Record<string, string | undefined>;
    const own = clinics.find(({ key, mutation: { name } }) => name === mutation && (project ?? key) === key);
    return [`${own === undefined ? String(mutation) : titleOf(own)}: ${String(outcome)}`];
  });

/** Waits until a gateway has found out about so many writes, and returns about which. */
const waitForFound = async (
  clinics: readonly Clinic[],
  { process: { stderr }, err }: MainRun,
  count: number,
): Promise<readonly string[]> => {
  while (readFound(clinics, err()).length < count) await once(stderr ?? process.stderr, 'data');
  return readFound(clinics, err());
};

/** What a gateway left behind that was killed. */
export interface Remains {
  readonly clinics: readonly Clinic[];
  readonly journal: ReadonlyMap<string, Entry>;
}

/**
 * Expects of a journal that it is true: whatever REDCap was sent may have been done by it, and how it says that writes ended is how
 * they did. REDCap then does what it held, although its caller has gone.
 */
export const expectTruth = async ({ clinics, journal }: Remains): Promise<void> => {
  for (const clinic of clinics) {
    const entry = journal.get(clinic.key);
    const mayBeDone = entry !== undefined && entry.stage !== 'begun';
    expect([titleOf(clinic), clinic.writes() > 0 && !mayBeDone]).toEqual([titleOf(clinic), false]);
  }
  await Promise.all(clinics.map((clinic) => clinic.release()));
  for (const clinic of clinics) {
    const { stage, open } = journal.get(clinic.key) ?? {};
    if (stage !== 'ended') continue;
    expect([titleOf(clinic), open?.outcome]).toEqual([titleOf(clinic), clinic.hasChanged() ? 'done' : 'not done']);
  }
};

/** Expects of the next gateway that it finds out all that can be known, and nothing that is wrong. */
export const expectFound = async ({ clinics, journal }: Remains, start: () => Promise<MainRun>): Promise<void> => {
  const expected = (): readonly string[] =>
    clinics.flatMap((clinic) => {
      const outcome = foundAtStart(clinic, journal.get(clinic.key));
      return outcome === null ? [] : [`${titleOf(clinic)}: ${outcome}`];
    });
  const before = expected();
  const found = await waitForFound(clinics, await start(), before.length);
  // What the killed gateway had just sent may have reached REDCap only meanwhile.
  const after = expected();
  expect([before.filter((one) => !found.includes(one)), found.filter((one) => !after.includes(one))]).toEqual([[], []]);
};

/** Expects that writes with idempotency keys are done once, when they are sent to a gateway again with the same keys. */
export const expectOnce = async (
  { clinics, journal }: Remains,
  sends: readonly ((to: string) => Promise<unknown>)[],
  url: string,
): Promise<void> => {
  await Promise.all(clinics.map(async (clinic, at) => isKeyed(clinic) && sends[at]?.(url)));
  expect(clinics.filter(({ writes }) => writes() > 1).map(titleOf)).toEqual([]);
  // A write that was noted as sent and had not left is not sent again either: nobody can know that it had not.
  const lost = clinics.filter(({ key, writes }) => writes() === 0 && journal.get(key)?.stage === 'sent');
  const keyed = clinics.filter((clinic) => isKeyed(clinic) && !lost.includes(clinic));
  expect(keyed.map(({ writes }) => writes())).toEqual(keyed.map(() => 1));
};
