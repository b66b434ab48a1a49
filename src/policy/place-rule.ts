import { systemColumns } from '../graph/dictionary/system-column.ts';
import { exportDataAccessGroups } from '../redcap/methods/data-access-group.ts';
import { deleteFile, exportFile, importFile, type FileArgs } from '../redcap/methods/file.ts';
import { exportLogging } from '../redcap/methods/log.ts';
import { exportPdf } from '../redcap/methods/pdf.ts';
import { exportProjectXml } from '../redcap/methods/project-xml.ts';
import { exportRecords } from '../redcap/methods/record.ts';
import { isWhole, type Policy } from './policy.ts';
import { checkNames } from './record-rule.ts';
import { refuseByPolicy } from './refusal.ts';
import { checkedBy, needs, needsAll, needsEveryGroup, ruleOf, type MethodRule, type NarrowedCall } from './rule.ts';

const checkFile = ({ field }: FileArgs, call: NarrowedCall): void => {
  checkNames(call);
  if (!call.sight.seesField(field)) throw refuseByPolicy(call.method, 'the policy withholds the field of the file.');
};

/** A file has no column for a group: REDCap is asked first whose record it is of. */
const checkFileGroup = async (args: FileArgs, { method, policy, sight, ask }: NarrowedCall): Promise<void> => {
  const { groups } = policy;
  if (groups === 'all') return;
  const rows = await ask(exportRecords, {
    records: [args.record],
    fields: [sight.recordIdField],
    exportDataAccessGroups: true,
  });
  const isIn = rows.length > 0 && rows.every((row) => groups.includes(row[systemColumns.dataAccessGroup] ?? ''));
  if (!isIn) throw refuseByPolicy(method, 'the record is in no group that the policy opens.');
};

/** Refuses what REDCap makes of all data at once, where the policy keeps some of them back. */
const checkWhole = ({ method, policy }: NarrowedCall, isOfData: boolean): void => {
  const refusal = isOfData ? needsAll('read')(policy) : null;
  if (refusal !== null) throw refuseByPolicy(method, refusal);
};

/** Whether the details of the log may be read. They quote values of any field. */
export const mayReadDetails = (policy: Policy): boolean => policy.allow.includes('logging') && isWhole(policy);

/** Methods about files, documents, the log and the groups. */
export const placeRules: readonly (readonly [string, MethodRule])[] = [
  ruleOf(exportFile, needs('read'), {
    narrow: checkedBy(async (args, call) => {
      checkFile(args, call);
      await checkFileGroup(args, call);
    }),
  }),
  ruleOf(importFile, needsEveryGroup('read', 'write'), { narrow: checkedBy(checkFile) }),
  ruleOf(deleteFile, needsEveryGroup('read', 'write'), { narrow: checkedBy(checkFile) }),
  ruleOf(exportPdf, needs('read'), {
    narrow: checkedBy((args, call) => checkWhole(call, args.record !== undefined || args.allRecords === true)),
  }),
  ruleOf(exportProjectXml, needs('read'), {
    narrow: checkedBy((args, call) => checkWhole(call, args.returnMetadataOnly !== true)),
  }),
  ruleOf(exportLogging, needsEveryGroup('read'), {
    narrow: checkedBy((_args, call) => checkNames(call)),
    sieve: (rows, _args, { policy }) => (mayReadDetails(policy) ? rows : rows.map((row) => ({ ...row, details: '' }))),
  }),
  ruleOf(exportDataAccessGroups, needs('read'), {
    sieve: (rows, _args, { policy: { groups } }) =>
      groups === 'all' ? rows : rows.filter(({ unique_group_name: name }) => name !== null && groups.includes(name)),
  }),
];
