import { systemColumns } from '../graph/dictionary/system-column.ts';
import {
  deleteRecords,
  exportRecords,
  generateNextRecordName,
  importRecords,
  importRecordsOnce,
  randomizeRecord,
  renameRecord,
  type ExportRecordsArgs,
  type ImportRecordsArgs,
} from '../redcap/methods/record.ts';
import { exportRecordCells } from '../redcap/methods/record-cell.ts';
import { exportRecordPlaces } from '../redcap/methods/record-place.ts';
import { exportRecordSummary } from '../redcap/methods/record-summary.ts';
import { exportReport, exportReportRows } from '../redcap/methods/report.ts';
import type { RowBatches } from '../redcap/method.ts';
import { findHiddenReference } from './logic.ts';
import { refuseByPolicy } from './refusal.ts';
import { createRowSieve, sieveCells, sievePlaces, type RowRule } from './row.ts';
import { checkedBy, needs, needsAll, needsEveryGroup, ruleOf, type MethodRule, type NarrowedCall } from './rule.ts';

const NAMES_WITHHELD =
  'the record id field is marked as an identifier, so that without identifiers no record has a name to be shown by.';
const LABELS = 'labels of instruments and groups cannot be compared with what the policy opens. Take raw values.';

/** Refuses where the record names themselves are kept back. */
export const checkNames = ({ method, sight }: NarrowedCall): void => {
  if (sight.areNamesWithheld) throw refuseByPolicy(method, NAMES_WITHHELD);
};

const checkLogic = (logic: string | undefined, { method, sight }: NarrowedCall): void => {
  const hidden = logic === undefined ? null : findHiddenReference(logic, sight);
  if (hidden !== null) throw refuseByPolicy(method, 'the filter looks at something that the policy withholds.');
};

/** What is asked of REDCap: nothing that is kept back, and the groups of records where they decide. */
const narrowExport = <Args extends ExportRecordsArgs>(args: Args, call: NarrowedCall): Args => {
  const { method, sight, policy } = call;
  checkNames(call);
  checkLogic(args.filterLogic, call);
  if (args.rawOrLabel === 'label') throw refuseByPolicy(method, LABELS);
  const fields = args.fields?.filter(sight.seesField);
  const forms = args.forms?.filter(sight.seesInstrument);
  const isNothingLeft = (args.fields ?? args.forms) !== undefined && (fields ?? []).length + (forms ?? []).length === 0;
  return {
    ...args,
    // REDCap reads an empty list as all.
    fields: isNothingLeft ? [sight.recordIdField] : fields?.length === 0 ? undefined : fields,
    forms: forms?.length === 0 ? undefined : forms,
    ...(policy.groups === 'all' ? {} : { exportDataAccessGroups: true }),
  };
};

const rowRule = (
  { method, sight, policy }: NarrowedCall,
  { exportDataAccessGroups = false }: ExportRecordsArgs,
): RowRule => ({
  method,
  sight,
  groups: policy.groups,
  showsGroups: exportDataAccessGroups,
});

/** Groups that both allow; null for any. */
const commonGroups = (
  asked: readonly string[] | null,
  { groups }: NarrowedCall['policy'],
): readonly string[] | null => {
  if (groups === 'all') return asked;
  return asked === null ? groups : asked.filter((name) => groups.includes(name));
};

/** A report has the columns and rows that its author chose. Its groups need not be among them. */
const reportRule = (call: NarrowedCall): RowRule => ({ ...rowRule(call, {}), groups: 'all', showsGroups: true });

const checkReport = ({ rawOrLabel }: Pick<ExportRecordsArgs, 'rawOrLabel'>, call: NarrowedCall): void => {
  checkNames(call);
  if (rawOrLabel === 'label') throw refuseByPolicy(call.method, LABELS);
};

const sieveBatches = async function* (batches: RowBatches, rule: RowRule): AsyncGenerator<readonly unknown[]> {
  const sieve = createRowSieve(rule);
  // The reader of JSON gives objects alone.
  for await (const batch of batches) yield sieve(batch as readonly object[]);
};

const checkImport = (args: ImportRecordsArgs, call: NarrowedCall): void => {
  checkNames(call);
  for (const row of args.rows) {
    const instrument = String(row[systemColumns.repeatInstrument] ?? '');
    const isOpen = instrument === '' || call.sight.seesInstrument(instrument);
    if (isOpen && Object.keys(row).every(call.sight.seesColumn)) continue;
    throw refuseByPolicy(call.method, 'a row has a field that the policy withholds.');
  }
};

const NOT_ALL_OF_RECORD = 'it changes whole records, and the policy opens some instruments alone. Name an instrument.';

/** Refuses what is about whole records, and not about values of theirs, where the policy opens some instruments alone. */
const checkWholeRecord = (call: NarrowedCall): void => {
  checkNames(call);
  if (call.policy.instruments !== 'all') throw refuseByPolicy(call.method, NOT_ALL_OF_RECORD);
};

/** Methods about records and reports. */
export const recordRules: readonly (readonly [string, MethodRule])[] = [
  ruleOf(exportRecords, needs('read'), {
    narrow: narrowExport,
    sieve: (rows, args, call) => createRowSieve(rowRule(call, args))(rows),
  }),
  ruleOf(exportRecordCells, needs('read'), {
    narrow: narrowExport,
    sieve: (rows, args, call) => sieveCells(rows, rowRule(call, args)),
  }),
  ruleOf(exportRecordSummary, needs('read'), {
    narrow: (args, call) => {
      const sieve = createRowSieve(rowRule(call, args));
      const start: typeof args.start = () => {
        const { take, end } = args.start();
        return { take: (rows) => take(sieve(rows)), end };
      };
      return { ...narrowExport(args, call), start };
    },
  }),
  ruleOf(exportRecordPlaces, needs('read'), {
    narrow: (args, call) => ({
      ...narrowExport(args, call),
      looked: args.looked.filter(({ name }) => call.sight.seesField(name)),
      dataAccessGroups: commonGroups(args.dataAccessGroups, call.policy),
    }),
    sieve: (places, args, call) => sievePlaces(places, rowRule(call, args)),
  }),
  ruleOf(exportReport, needsEveryGroup('read'), {
    narrow: checkedBy(checkReport),
    sieve: (rows, _args, call) => createRowSieve(reportRule(call))(rows),
  }),
  ruleOf(exportReportRows, needsEveryGroup('read'), {
    narrow: checkedBy(checkReport),
    sieve: (batches, _args, call) => sieveBatches(batches, reportRule(call)),
  }),
  ruleOf(importRecords, needsEveryGroup('read', 'write'), { narrow: checkedBy(checkImport) }),
  ruleOf(importRecordsOnce, needsEveryGroup('read', 'write'), { narrow: checkedBy(checkImport) }),
  ruleOf(deleteRecords, needsEveryGroup('read', 'write'), {
    narrow: checkedBy((args, call) => {
      checkNames(call);
      if (args.instrument === undefined || !call.sight.seesInstrument(args.instrument)) checkWholeRecord(call);
    }),
  }),
  ruleOf(renameRecord, needsEveryGroup('read', 'write'), {
    narrow: checkedBy((_args, call) => checkWholeRecord(call)),
  }),
  ruleOf(randomizeRecord, needsAll('read', 'write')),
  ruleOf(generateNextRecordName, needsEveryGroup('read'), {
    narrow: checkedBy((_args, call) => checkNames(call)),
  }),
];
