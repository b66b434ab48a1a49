import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designArbitraryOf, exportArbitraryOf, formFieldsOfAllTypes } from '../graph/support/project-arbitrary.ts';
import { flattenRecords, readStudy } from '../support/flatten.ts';
import { readCsv } from '../support/table.ts';
import { startStudy } from '../support/study.ts';
import {
  readTypedInstruments,
  readTypedList,
  readTypedRecords,
  readTypedTables,
  tablesOf,
  type ReadRecord,
  type TypedInstrument,
} from '../support/typed-records.ts';
import { projectFromExport } from './support/random-study.ts';
import { runs } from '../support/runs.ts';

type Row = Readonly<Record<string, string>>;

const keys = new Set(['id', 'redcap_event_name', 'redcap_data_access_group']);

/** Whether anything is in a row. REDCap has a row for an event in which only repeating instruments are saved or has not. */
const isFilled = (row: Row): boolean =>
  Object.entries(row).some(([column, cell]) => !keys.has(column) && cell !== '' && cell !== '0');

/** A typed record without what the static graph was not asked for. */
const asUntyped = (record: ReadRecord): unknown => ({
  ...record,
  events: record.events.map((event) => ({
    ...event,
    instruments: event.instruments.map(({ event: _event, ...saved }) => saved),
  })),
});

/** Everything that a value of any kind has. */
const VALUE = `fragment Value on FieldValue {
  __typename raw label isInvalid absence missingDataCode { code label }
  ... on TextValue { text: value }
  ... on IntegerValue { integer: value }
  ... on NumberValue { number: value }
  ... on DateValue { date: value }
  ... on DateTimeValue { dateTime: value }
  ... on TimeValue { time: value }
  ... on BooleanValue { boolean: value }
  ... on ChoiceValue { code choice { label } }
  ... on CheckboxValue { checked { code label } formStarted }
}`;

/** The values of an instrument by its typed fields, and by name in the same operation. */
const bothWays = ({ name, redcapName, shape, fields }: TypedInstrument): string => {
  const typed = fields.map((field, index) => `f${String(index)}: ${field.name} { ...Value }`).join(' ');
  const untyped = fields.map((field, index) => `f${String(index)}: value(field: "${field.redcapName}") { ...Value }`);
  const list = { once: name, perEvent: `${name}List`, repeating: name }[shape];
  const saved = `{ status repeatInstance ${typed} }`;
  return `${name}_typed: ${list} ${shape === 'repeating' ? `{ nodes ${saved} }` : saved}
    ${name}_untyped: instances(instrument: "${redcapName}") { status repeatInstance ${untyped.join(' ')} }`;
};

const anyStudy = exportArbitraryOf(designArbitraryOf(formFieldsOfAllTypes));

describe('any data of any project', () => {
  it(
    'is the same through its own schema, through the static one and in a flat export',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyStudy, async (exported) => {
          const study = await startStudy({ project: projectFromExport(exported) });
          try {
            const text = await study.post({ content: 'record', format: 'csv', exportDataAccessGroups: 'true' });
            const { columns, rows } = readCsv(text);
            const cells = (all: readonly Row[]): string[][] =>
              all.filter(isFilled).map((row) => columns.map((column) => row[column] ?? ''));
            const untyped = await readStudy(study, 2);
            expect(cells(await flattenRecords(study, untyped))).toEqual(cells(rows));

            const typed = await readTypedList(study, 2);
            expect(typed.map(asUntyped)).toEqual(untyped);
            expect(cells(await flattenRecords(study, typed))).toEqual(cells(rows));
            expect(
              await readTypedRecords(
                study,
                typed.map(({ name }) => name),
              ),
            ).toEqual(typed);
            expect(await readTypedTables(study, 3)).toEqual(tablesOf(typed, await readTypedInstruments(study)));
          } finally {
            await study.close();
          }
        }),
        { numRuns: runs(60) },
      );
    },
  );

  it('is the same through both where the token may not see what repeats', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyStudy, async (exported) => {
        const study = await startStudy({ project: projectFromExport(exported) });
        try {
          Object.assign(study.owner.flags, { design: 0 });
          const typed = await readTypedList(study, 2);
          expect(typed.map(asUntyped)).toEqual(await readStudy(study, 2));
          const shapes = (await readTypedInstruments(study)).map(({ shape }) => shape);
          if (exported.design.hasRepeating) expect(new Set(shapes)).toEqual(new Set(shapes.map(() => 'repeating')));
          expect(await readTypedTables(study, 3)).toEqual(tablesOf(typed, await readTypedInstruments(study)));
        } finally {
          await study.close();
        }
      }),
      { numRuns: runs(30) },
    );
  });

  it(
    'reports the same of every value: what it is, why it is none, what people read',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyStudy, async (exported) => {
          const study = await startStudy({ project: projectFromExport(exported) });
          try {
            const instruments = await readTypedInstruments(study);
            if (instruments.length === 0) return;
            const { data, errors } = await study.runTyped(
              `{ records(first: 10) { nodes { name ${instruments.map(bothWays).join('\n')} } } } ${VALUE}`,
            );
            expect(errors).toEqual([]);
            for (const record of data.records.nodes) {
              for (const { name, shape } of instruments) {
                const typed = record[`${name}_typed`];
                const nodes = { once: typed === null ? [] : [typed], perEvent: typed, repeating: typed?.nodes }[shape];
                expect(nodes).toEqual(record[`${name}_untyped`]);
              }
            }
          } finally {
            await study.close();
          }
        }),
        { numRuns: runs(30) },
      );
    },
  );
});
