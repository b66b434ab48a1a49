import type { Design } from '../../../graph/design/design.ts';
import { systemColumns } from '../../../graph/dictionary/system-column.ts';
import { exportArgs } from '../../../graph/need.ts';
import type { ProjectSource } from '../../../loaders/project-source.ts';
import {
  deleteRecords,
  importRecords,
  importRecordsOnce,
  randomizeRecord,
  renameRecord,
  type DeleteRecordsArgs,
  type ImportRecordsArgs,
  type RecordRow,
  type RenameRecordArgs,
} from '../../../redcap/methods/record.ts';
import type { ReadBack, Standing } from '../../life.ts';
import { exportPresent } from '../../record/deletion.ts';
import { checkScope } from '../../record/deletion-scope.ts';
import { learnRepeatKinds } from '../../record/place.ts';
import { lookAtRandomized, type RandomizedArgs } from '../../record/randomization.ts';
import { findNames, standingOfNames } from '../../record/rename.ts';
import { isStored } from '../../record/row-diff.ts';
import { rowKey } from '../../record/row-plan.ts';
import { lookAnotherWay } from '../../record/second-look.ts';
import type { UserErrorShape } from '../../user-error.ts';
import { lookFor, standTogether, type MethodLook } from './method-look.ts';

const placeColumns: ReadonlySet<string> = new Set([
  systemColumns.event,
  systemColumns.repeatInstrument,
  systemColumns.repeatInstance,
]);

const textOf = (row: Readonly<Record<string, string | number>>, column: string): string => String(row[column] ?? '');

const keyOf = (row: Readonly<Record<string, string | number>>, idField: string, instance?: string): string =>
  rowKey(
    textOf(row, idField),
    textOf(row, systemColumns.event),
    textOf(row, systemColumns.repeatInstrument),
    instance ?? textOf(row, systemColumns.repeatInstance),
  );

/** The columns of a row that were to be stored, not those that say where. */
const columnsOf = (row: ImportRecordsArgs['rows'][number], idField: string): string[] =>
  Object.keys(row).filter((column) => column !== idField && !placeColumns.has(column));

/** The fields and statuses that columns are of. */
const fieldsOf = (design: Design, columns: Iterable<string>): ReadonlySet<string> =>
  new Set(Array.from(columns, (column) => design.fieldOfColumn(column)?.field.fieldName ?? column));

/** What is stored now of what was sent: the rows by their places, and the groups of records. */
const exportSent = async (source: ProjectSource, design: Design, rows: ImportRecordsArgs['rows']) => {
  const idField = design.recordIdField.fieldName;
  const columns = new Set(rows.flatMap((row) => columnsOf(row, idField)));
  const names = [...new Set(rows.map((row) => textOf(row, idField)))];
  const events = new Set(rows.map((row) => textOf(row, systemColumns.event)).filter((name) => name !== ''));
  const args = exportArgs(
    {
      fields: fieldsOf(design, columns),
      events: events.size === 0 ? null : events,
      dataAccessGroup: columns.has(systemColumns.dataAccessGroup),
      surveyFields: false,
    },
    design,
  );
  const stored = await source.exportNamed(source.look, names, args);
  const byKey = new Map(stored.map((row) => [keyOf(row, idField), row]));
  const groups = new Map<string, string>();
  for (const row of stored) {
    const group = row[systemColumns.dataAccessGroup] ?? '';
    if (group !== '') groups.set(textOf(row, idField), group);
  }
  return { stored, byKey, groups };
};

type Exported = Awaited<ReturnType<typeof exportSent>>;

/** How the cells of one row stand. A row of keys alone was sent so that it exists. */
const readRow = (
  design: Design,
  sent: ImportRecordsArgs['rows'][number],
  { stored, byKey, groups }: Exported,
): readonly ReadBack[] => {
  const idField = design.recordIdField.fieldName;
  // A row without an instance is the first instance of an event that repeats.
  const now: RecordRow | undefined = byKey.get(keyOf(sent, idField)) ?? byKey.get(keyOf(sent, idField, '1'));
  const columns = columnsOf(sent, idField);
  if (columns.length === 0) return [now !== undefined];
  return columns.map((column): ReadBack => {
    const [first] = stored;
    if (first !== undefined && !Object.hasOwn(first, column)) return 'unseen';
    const isGroup = column === systemColumns.dataAccessGroup;
    const cell = isGroup ? groups.get(textOf(sent, idField)) : now?.[column];
    return isStored(design, column, cell ?? '', textOf(sent, column));
  });
};

const isErasure = ({ overwriteBehavior }: ImportRecordsArgs): boolean => overwriteBehavior === 'overwrite';

/** Whether another look shows nothing of what was erased at places of which no row came: such a row may have been left out. */
const areGone = async (
  source: ProjectSource,
  design: Design,
  { rows }: ImportRecordsArgs,
  { byKey }: Exported,
): Promise<boolean> => {
  const idField = design.recordIdField.fieldName;
  const keysOf = (row: ImportRecordsArgs['rows'][number]): string[] => [keyOf(row, idField), keyOf(row, idField, '1')];
  const missing = rows.filter((row) => !keysOf(row).some((key) => byKey.has(key)));
  if (missing.length === 0) return true;
  const columns = missing
    .flatMap((row) => columnsOf(row, idField))
    .filter((name) => name !== systemColumns.dataAccessGroup);
  const names = new Set(missing.map((row) => textOf(row, idField)));
  const other = await lookAnotherWay(source.look, design, [...names], fieldsOf(design, columns));
  const byOtherKey = new Map<string, RecordRow>(other.map((row) => [keyOf(row, idField), row]));
  return missing.every((row) =>
    keysOf(row).every((key) => columnsOf(row, idField).every((column) => !(column in (byOtherKey.get(key) ?? {})))),
  );
};

const lookAtImport = async (source: ProjectSource, args: ImportRecordsArgs): Promise<Standing | null> => {
  const design = await source.design();
  const exported = await exportSent(source, design, args.rows);
  // A record that did not come may have been left out, and would seem to have been erased.
  const came = new Set(exported.stored.map((row) => row[design.recordIdField.fieldName] ?? ''));
  const isWhole = args.rows.every((row) => came.has(textOf(row, design.recordIdField.fieldName)));
  if (isErasure(args) && !(isWhole && (await areGone(source, design, args, exported)))) return null;
  return standTogether(args.rows.flatMap((row) => readRow(design, row, exported)));
};

const lookAtDeletion = async (source: ProjectSource, args: DeleteRecordsArgs): Promise<Standing | null> => {
  const design = await source.design();
  const problems: UserErrorShape[] = [];
  const touched = { records: args.records, instruments: args.instrument === undefined ? [] : [args.instrument] };
  const input = { ...args, confirmCount: args.records.length };
  const scope = checkScope(design, input, await learnRepeatKinds(source, design, touched), problems);
  if (scope === undefined) return null;
  const present = await exportPresent(source, source.look, design, args.records, scope);
  return standTogether(args.records.map((name) => !present.has(name)));
};

/** The looks at records. */
export const recordLooks: readonly MethodLook[] = [
  lookFor<ImportRecordsArgs>(importRecords, lookAtImport),
  // Who made a record or an instance that is there now, nothing of it says.
  lookFor<ImportRecordsArgs>(importRecordsOnce, () => Promise.resolve('unclear')),
  lookFor<DeleteRecordsArgs>(deleteRecords, lookAtDeletion),
  lookFor<RenameRecordArgs>(renameRecord, async (source, { record, newRecordName, arm }) => {
    const design = await source.design();
    return standingOfNames(await findNames(source.look, design, { record, newName: newRecordName }, arm ?? null));
  }),
  lookFor<RandomizedArgs>(randomizeRecord, lookAtRandomized),
];
