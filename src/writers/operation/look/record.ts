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
  type RenameRecordArgs,
} from '../../../redcap/methods/record.ts';
import type { ReadBack, Standing } from '../../life.ts';
import { exportPresent } from '../../record/deletion.ts';
import { checkScope } from '../../record/deletion-scope.ts';
import { learnRepeatKinds } from '../../record/place.ts';
import { lookAtRandomized, type RandomizedArgs } from '../../record/randomization.ts';
import { lookForNames, standingOfNames } from '../../record/rename.ts';
import { isStored } from '../../record/row-diff.ts';
import { keyOfRow } from '../../record/row-plan.ts';
import { areGone, fieldsOfColumns, type ErasedPlace } from '../../record/second-look.ts';
import type { UserErrorShape } from '../../user-error.ts';
import { lookFor, standTogether, type MethodLook } from './method-look.ts';

const placeColumns: ReadonlySet<string> = new Set([
  systemColumns.event,
  systemColumns.repeatInstrument,
  systemColumns.repeatInstance,
]);

const textOf = (row: Readonly<Record<string, string | number>>, column: string): string => String(row[column] ?? '');

/** The keys under which a row that was sent may stand. One without an instance is the first instance of an event that repeats. */
const keysOf = (sent: ImportRecordsArgs['rows'][number], idField: string): readonly string[] => [
  keyOfRow(sent, idField),
  keyOfRow(sent, idField, '1'),
];

/** The columns of a row that were to be stored, not those that say where. */
const columnsOf = (row: ImportRecordsArgs['rows'][number], idField: string): string[] =>
  Object.keys(row).filter((column) => column !== idField && !placeColumns.has(column));

/** What is stored now of what was sent: the rows by their places, and the groups of records. */
const exportSent = async (source: ProjectSource, design: Design, rows: ImportRecordsArgs['rows']) => {
  const idField = design.recordIdField.fieldName;
  const columns = new Set(rows.flatMap((row) => columnsOf(row, idField)));
  const names = [...new Set(rows.map((row) => textOf(row, idField)))];
  const events = new Set(rows.map((row) => textOf(row, systemColumns.event)).filter((name) => name !== ''));
  const args = exportArgs(
    {
      fields: fieldsOfColumns(design, columns),
      events: events.size === 0 ? null : events,
      dataAccessGroup: columns.has(systemColumns.dataAccessGroup),
      surveyFields: false,
    },
    design,
  );
  const stored = await source.exportNamed(source.look, names, args);
  const byKey = new Map(stored.map((row) => [keyOfRow(row, idField), row]));
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
  const key = keysOf(sent, idField).find((one) => byKey.has(one));
  const now = key === undefined ? undefined : byKey.get(key);
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

/** What an import erased at places of which no row came. */
const erasedUnseen = ({ rows }: ImportRecordsArgs, { byKey }: Exported, idField: string): readonly ErasedPlace[] =>
  rows.flatMap((row) => {
    const keys = keysOf(row, idField);
    if (keys.some((key) => byKey.has(key))) return [];
    return [{ record: textOf(row, idField), keys, columns: columnsOf(row, idField) }];
  });

const lookAtImport = async (source: ProjectSource, args: ImportRecordsArgs): Promise<Standing | null> => {
  const design = await source.design();
  const exported = await exportSent(source, design, args.rows);
  // A record that did not come may have been left out, and would seem to have been erased.
  const idField = design.recordIdField.fieldName;
  const came = new Set(exported.stored.map((row) => row[idField] ?? ''));
  const isWhole = args.rows.every((row) => came.has(textOf(row, idField)));
  const areErased = async (): Promise<boolean> =>
    isWhole && areGone(source.look, design, erasedUnseen(args, exported, idField));
  if (isErasure(args) && !(await areErased())) return null;
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
    return standingOfNames(await lookForNames(source.look, design, { record, newName: newRecordName }, arm ?? null));
  }),
  lookFor<RandomizedArgs>(randomizeRecord, lookAtRandomized),
];
