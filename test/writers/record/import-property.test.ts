import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxProject } from '../../../src/sandbox/state/project.ts';
import type { InstrumentRowInput } from '../../../src/writers/record/import-type.ts';
import { importRecords } from '../../../src/writers/record/import.ts';
import { clinic, keep } from '../../support/clinic.ts';
import { startStudy, type Study } from '../../support/study.ts';
import { runs } from '../../support/runs.ts';

type Value = InstrumentRowInput['values'][number];

/** A value to write, with the cells that are stored when it is; "" for a cell that is not there. */
interface Written {
  readonly value: Value;
  readonly cells: Readonly<Record<string, string>>;
}

const text = fc.oneof(
  fc.constantFrom('Ada', ' spaced', '007', 'UNK', 'a"b,c', 'é 漢 🌍', 'two\nlines', "O'Neil", '[sex]', '=1+1'),
  fc.string({ minLength: 1, maxLength: 12 }).filter((given) => given.trim() !== '' && !given.includes('\r')),
);
const pad = (number: number): string => String(number).padStart(2, '0');
const date = fc
  .record({
    year: fc.integer({ min: 1900, max: 2100 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day }) => `${String(year)}-${pad(month)}-${pad(day)}`);
const codes = ['1', '-4', 'a'];

const erase = (field: string): Written => ({ value: { field, erase: true }, cells: { [field]: '' } });
const set = (field: string, stored: string, value: Omit<Value, 'field'>): Written => ({
  value: { field, ...value },
  cells: { [field]: stored },
});
const check = (checked: readonly string[], value: Omit<Value, 'field'>): Written => ({
  value: { field: 'race', ...value },
  cells: Object.fromEntries(codes.map((code) => [`race(${code})`, checked.includes(code) ? '1' : ''])),
});

const writings = {
  demographics: [
    text.map((raw) => set('first_name', raw, { raw })),
    fc.constant(erase('first_name')),
    date.map((day) => set('dob', day, { date: day })),
    fc.constant(erase('dob')),
    fc.constantFrom(set('sex', '0', { label: 'Female' }), set('sex', '1', { raw: '1' }), erase('sex')),
    fc.subarray(codes).map((checked) => check(checked, { checked })),
    fc.constant(check([], { erase: true })),
    fc
      .integer({ min: -999, max: 999 })
      .map((tenths) => set('weight', (tenths / 10).toFixed(1), { number: String(tenths / 10) })),
    text.map((raw) => set('notes', raw, { raw })),
    fc.constant(erase('notes')),
  ],
  labs: [
    date.map((day) => set('drawn', `${day} 14:05`, { dateTime: `${day}T14:05:00` })),
    fc.constant(erase('drawn')),
    fc
      .integer({ min: 0, max: 999 })
      .map((cents) => set('sodium', `${String(cents)},5`, { number: `${String(cents)}.5` })),
    fc.constantFrom(set('panel', '2', { raw: '2' }), set('panel', '1', { label: 'Basic' }), erase('panel')),
  ],
  adverse_events: [
    text.map((raw) => set('ae_term', raw, { raw })),
    fc.constant(erase('ae_term')),
    fc.constantFrom(
      set('ae_grade', '2', { label: 'Severe' }),
      set('ae_grade', 'UNK', { raw: 'UNK' }),
      erase('ae_grade'),
    ),
  ],
  vitals: [
    fc.integer({ min: 0, max: 300 }).map((pulse) => set('pulse', String(pulse), { number: String(pulse) })),
    fc.constant(erase('pulse')),
  ],
};

type Instrument = keyof typeof writings;
const places: readonly { event: string; instrument: Instrument; repeats: 'no' | 'instrument' | 'event' }[] = [
  { event: 'baseline_arm_1', instrument: 'demographics', repeats: 'no' },
  { event: 'baseline_arm_1', instrument: 'labs', repeats: 'no' },
  { event: 'baseline_arm_1', instrument: 'adverse_events', repeats: 'instrument' },
  { event: 'unscheduled_arm_1', instrument: 'labs', repeats: 'event' },
  { event: 'unscheduled_arm_1', instrument: 'vitals', repeats: 'event' },
  { event: 'baseline_arm_2', instrument: 'demographics', repeats: 'no' },
];
const statuses = { INCOMPLETE: '0', UNVERIFIED: '1', COMPLETE: '2' } as const;

interface Row {
  readonly input: InstrumentRowInput;
  readonly place: (typeof places)[number];
  readonly cells: Readonly<Record<string, string>>;
}

const row: fc.Arbitrary<Row> = fc
  .record({
    place: fc.constantFrom(...places),
    record: fc.constantFrom('1', '2', '3', 'A-01'),
    instance: fc.integer({ min: 1, max: 3 }),
    status: fc.option(fc.constantFrom(...(Object.keys(statuses) as (keyof typeof statuses)[])), { nil: undefined }),
  })
  .chain(({ place, record, instance, status }) =>
    fc
      .uniqueArray(fc.oneof(...writings[place.instrument]), { selector: ({ value }) => value.field, maxLength: 5 })
      .map((written) => ({
        place,
        input: {
          record,
          event: place.event,
          instrument: place.instrument,
          repeatInstance: place.repeats === 'no' ? null : instance,
          status,
          values: written.map(({ value }) => value),
        },
        cells: Object.assign(
          status === undefined ? {} : { [`${place.instrument}_complete`]: statuses[status] },
          ...written.map(({ cells }) => cells),
        ) as Record<string, string>,
      })),
  );

const placeOf = ({ input, place }: Row): string =>
  JSON.stringify([
    input.record,
    input.event,
    place.repeats === 'instrument' ? input.instrument : '',
    place.repeats === 'no' ? null : input.repeatInstance,
  ]);

const rows = fc.uniqueArray(row, {
  selector: (candidate) => JSON.stringify([placeOf(candidate), candidate.input.instrument]),
  minLength: 1,
  maxLength: 8,
});

/** Every stored cell by its place. Calculated values are left out: REDCap makes them anew by itself. */
const cellsOf = (project: SandboxProject): Map<string, Record<string, string>> => {
  const names = new Map(project.events.map(({ eventId, uniqueEventName }) => [eventId, uniqueEventName]));
  const cells = new Map<string, Record<string, string>>();
  for (const record of project.records.values()) {
    for (const stored of record.rows.values()) {
      const values = Object.fromEntries([...stored.values].filter(([name]) => name !== 'double'));
      for (const [name, checked] of stored.checked) for (const code of checked) values[`${name}(${code})`] = '1';
      cells.set(
        JSON.stringify([record.name, names.get(stored.eventId), stored.repeatInstrument, stored.instance]),
        values,
      );
    }
  }
  return cells;
};

const without = (cells: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ''));

const fieldsOf: Readonly<Record<Instrument, readonly string[]>> = {
  demographics: ['first_name', 'dob', 'sex', 'race', 'weight', 'notes'],
  labs: ['drawn', 'sodium', 'panel'],
  adverse_events: ['ae_term', 'ae_grade'],
  vitals: ['pulse'],
};

/** A stored cell as REDCap shows it: a saved instrument without a status counts as incomplete. */
const shown = (stored: Readonly<Record<string, string>>, instrument: Instrument, cell: string): string => {
  const isSaved = Object.keys(stored).some((name) => fieldsOf[instrument].includes(name.replace(/\(.*/, '')));
  return stored[cell] ?? (cell === `${instrument}_complete` && isSaved ? '0' : '');
};

/** What a person could have left behind: codes that are gone and texts that are no numbers included. */
const leaveBehind = (project: SandboxProject, left: readonly Row[], oddities: readonly string[]): void => {
  project.records.clear();
  const merged = Map.groupBy(left, placeOf);
  for (const [place, own] of merged) {
    const [record, event, repeatInstrument, instance] = JSON.parse(place) as [string, string, string, number | null];
    const cells = without(Object.assign({}, ...own.map((each) => each.cells)) as Record<string, string>);
    const values = Object.entries(cells).filter(([name]) => !name.startsWith('race('));
    const checked = Object.keys(cells)
      .filter((name) => name.startsWith('race('))
      .map((name) => name.slice(5, -1));
    const odd = event.startsWith('baseline') && repeatInstrument === '' ? oddities : [];
    keep(
      project,
      record,
      event,
      { ...Object.fromEntries(values), ...Object.fromEntries(odd.map((name) => [name, 'odd'])) },
      { repeatInstrument, ...(instance === null ? {} : { instance }), checked: { race: checked } },
    );
  }
};

/**
 * Without the empty rows of events that had instances of instruments before. REDCap shows such a row where an export asks for
 * nothing of the instances, so that it counts as there.
 */
const withoutShown = (
  cells: ReadonlyMap<string, Record<string, string>>,
  before: ReadonlyMap<string, unknown>,
): Map<string, Record<string, string>> => {
  const eventOf = (place: string): string => JSON.stringify((JSON.parse(place) as unknown[]).slice(0, 2));
  const shownEvents = new Set([...before.keys()].map(eventOf));
  return new Map(
    [...cells].filter(
      ([place, own]) => Object.keys(own).length > 0 || before.has(place) || !shownEvents.has(eventOf(place)),
    ),
  );
};

describe('importRecords on any stored state and any input', () => {
  let study: Study;
  beforeAll(async () => {
    study = await startStudy({ project: clinic });
  });
  afterAll(() => study.close());

  const run = async (inputs: readonly Row[], dryRun: boolean) => {
    const { context } = await study.run('{ __typename }');
    const source = context.projects.get('study');
    if (source === undefined) throw new Error('the study has no project');
    const input = { rows: inputs.map((each) => each.input), assignRecordNames: false, dryRun, verify: true };
    return importRecords(context, source, input);
  };

  it('does what its dry run promised, and nothing else', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, fc.subarray(['sex', 'weight', 'dob']), async (left, inputs, oddities) => {
        leaveBehind(study.project, left, oddities);
        const before = cellsOf(study.project);
        const promised = await run(inputs, true);
        expect(cellsOf(study.project)).toEqual(before);
        const result = await run(inputs, false);
        const after = cellsOf(study.project);

        expect(result.errors).toEqual([]);
        expect(result.rows).toEqual(promised.rows);

        const expected = new Map(before);
        for (const [index, each] of inputs.entries()) {
          const stored = before.get(placeOf(each)) ?? {};
          const differing = Object.keys(each.cells).filter(
            (cell) => shown(stored, each.place.instrument, cell) !== each.cells[cell],
          );
          const fields = new Set(differing.map((cell) => cell.replace(/\(.*/, '')));
          expect(new Set(promised.rows[index]?.changes.map(({ name }) => name))).toEqual(fields);
          const isNew = !before.has(placeOf(each)) && each.input.values.length === 0 && each.input.status === undefined;
          if (fields.size === 0 && !isNew) continue;
          const sent = Object.fromEntries(
            Object.entries(each.cells).filter(
              ([cell]) => fields.has(cell.replace(/\(.*/, '')) || (cell.endsWith('_complete') && fields.size > 0),
            ),
          );
          expected.set(placeOf(each), without({ ...expected.get(placeOf(each)), ...sent }));
        }
        expect(withoutShown(after, before)).toEqual(withoutShown(expected, before));

        expect(new Set((await run(inputs, false)).rows.map(({ outcome }) => outcome))).toEqual(new Set(['UNCHANGED']));
      }),
      { numRuns: runs(150) },
    );
  });
});
