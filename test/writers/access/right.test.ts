import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExportRight, readFormRight, readRightLevel } from '../../../src/graph/access/right.ts';
import type { RightsRow } from '../../../src/redcap/methods/right.ts';
import { compareRights } from '../../../src/writers/access/right-change.ts';
import { learnRights, mergeRights, noRights, type RightsInput } from '../../../src/writers/access/right.ts';
import type { UserErrorShape } from '../../../src/writers/user-error.ts';

const keys = ['api_export', 'api_import', 'design', 'user_rights', 'lock_records', 'reports', 'brand_new'];
const forms = ['demographics', 'labs', 'vitals'];

const codes = <Name extends string>(names: readonly Name[], code: fc.Arbitrary<number>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, code])));

const oldForm = fc.constantFrom(0, 1, 2, 3);
const newForm = fc.constantFrom(128, 129, 130, 138, 146, 154, 160);

/** Rights as a server of a version stores them; the newer one has codes too that nobody knows. */
const storedRights = fc.constantFrom('15.5.0', '16.1.3').chain((version) =>
  fc.record({
    version: fc.constant(version),
    row: fc.record({
      rights: codes(keys, fc.nat({ max: 5 })),
      forms: codes(forms, version === '15.5.0' ? oldForm : fc.oneof(newForm, oldForm)),
      forms_export: codes(forms, fc.nat({ max: 5 })),
    }),
  }),
);

const merge = (row: RightsRow, input: RightsInput, version: string): [RightsRow, UserErrorShape[]] => {
  const problems: UserErrorShape[] = [];
  return [mergeRights(row, input, learnRights(version, [row]), [], problems), problems];
};

/** Everything about rights, named in the words of the graph. */
const inWords = (row: RightsRow): RightsInput => ({
  rights: Object.entries(row.rights).map(([right, code]) => ({ right, level: readRightLevel(right, code) })),
  instrumentRights: Object.entries(row.forms).map(([instrument, code]) => {
    const { dataEntry, canEditSurveyResponses, canDelete } = readFormRight(code);
    const exported = readExportRight(row.forms_export[instrument] ?? 0);
    return { instrument, dataEntry, canEditSurveyResponses, canDelete, export: exported };
  }),
});

describe('rights, read, changed and written whole', () => {
  it('stay number for number when nothing is named', () => {
    fc.assert(
      fc.property(storedRights, ({ row, version }) => {
        expect(merge(row, {}, version)).toEqual([row, []]);
      }),
    );
  });

  it('stay number for number when they are named as they are, codes that nobody knows too', () => {
    fc.assert(
      fc.property(storedRights, ({ row, version }) => {
        expect(merge(row, inWords(row), version)).toEqual([row, []]);
      }),
    );
  });

  it('change in what is named alone', () => {
    const change = fc.record({
      instrument: fc.constantFrom(...forms),
      dataEntry: fc.constantFrom('NO_ACCESS' as const, 'READ_ONLY' as const, 'VIEW_EDIT' as const),
      apiImport: fc.boolean(),
    });
    fc.assert(
      fc.property(storedRights, change, ({ row, version }, { instrument, dataEntry, apiImport }) => {
        const input = { instrumentRights: [{ instrument, dataEntry }], apiImport };
        const [after, problems] = merge(row, input, version);
        expect(problems).toEqual([]);
        expect(readFormRight(after.forms[instrument] ?? -1).dataEntry).toBe(dataEntry);
        expect(after.rights['api_import']).toBe(apiImport ? 1 : 0);
        expect({ ...after.forms, [instrument]: 0 }).toEqual({ ...row.forms, [instrument]: 0 });
        expect({ ...after.rights, api_import: 0 }).toEqual({ ...row.rights, api_import: 0 });
        expect(after.forms_export).toEqual(row.forms_export);
      }),
    );
  });

  it('differ from themselves in nothing, and one way or the other from all that is not the same', () => {
    fc.assert(
      fc.property(storedRights, storedRights, ({ row: left }, { row: right }) => {
        expect(compareRights(left, left)).toEqual([]);
        const [there, back] = [compareRights(left, right), compareRights(right, left)];
        expect(there.map(({ subject }) => subject).sort()).toEqual(back.map(({ subject }) => subject).sort());
        for (const { subject, widens, narrows } of there) {
          const reverse = back.find((change) => change.subject === subject);
          expect([subject, widens || (reverse?.widens ?? false)]).toEqual([subject, true]);
          if (narrows) expect([subject, reverse?.widens]).toEqual([subject, true]);
        }
      }),
    );
  });

  it('are wider than none wherever there are any', () => {
    fc.assert(
      fc.property(storedRights, ({ row, version }) => {
        const none = noRights(learnRights(version, [row]));
        expect(compareRights(none, row).every(({ widens }) => widens)).toBe(true);
        expect(compareRights(row, none).some(({ widens }) => widens)).toBe(false);
      }),
    );
  });

  it('show that the two spellings of a right to an instrument are the same', () => {
    const row = (code: number): RightsRow => ({ rights: {}, forms: { labs: code }, forms_export: { labs: 0 } });
    expect(
      [
        [0, 128],
        [1, 130],
        [2, 129],
        [3, 138],
      ].map(([old = 0, bits = 0]) => compareRights(row(old), row(bits))),
    ).toEqual([[], [], [], []]);
    expect(compareRights(row(2), row(130))).toEqual([
      { subject: 'instrument labs', widens: true, narrows: false, detail: 'data entry READ_ONLY → VIEW_EDIT.' },
    ]);
  });

  it('of a server with one export right for all instruments follow that right, and are not set by instrument', () => {
    const row: RightsRow = { rights: { data_export: 2 }, forms: { labs: 1 }, forms_export: {} };
    const [after, problems] = merge(
      row,
      { instrumentRights: [{ instrument: 'labs', export: 'FULL_DATA_SET' }] },
      '10.0.0',
    );
    expect(after).toEqual(row);
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['VALIDATION', ['instrumentRights', '0', 'export']],
    ]);
    expect(merge(row, { instrumentRights: [{ instrument: 'labs', export: 'DE_IDENTIFIED' }] }, '10.0.0')).toEqual([
      row,
      [],
    ]);
  });
});
