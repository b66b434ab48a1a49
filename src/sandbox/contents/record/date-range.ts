import type { Call } from '../../call/call.ts';
import type { StoredRecord } from '../../state/project.ts';
import { refuseParameter } from '../../call/refusal.ts';

const readMoment = (call: Call, name: string): string => {
  const text = (call.parameters.text(name) ?? '').trim();
  if (text === '') return '';
  const parts = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2})(:\d{2})?)?$/.exec(text);
  if (parts === null) return refuseParameter(name);
  return `${parts[1] ?? ''} ${parts[2] ?? '00:00'}${parts[3] ?? ':00'}`;
};

/**
 * The records that were created or changed after `dateRangeBegin` and until `dateRangeEnd`, in server time. The end is included
 * (EVIDENCE.md#log-and-date-range). REDCap looks into the log, so that records without an entry are left out. Those are the
 * records that came with the project's creation.
 */
export const filterByDate = (call: Call, records: readonly StoredRecord[]): StoredRecord[] => {
  const begin = readMoment(call, 'dateRangeBegin');
  const end = readMoment(call, 'dateRangeEnd');
  if (begin === '' && end === '') return [...records];
  const isIn = call.store.variants['date-range-begin'] === 'included';
  const touched = new Set(
    call.project.log
      .filter((entry) => /^(Create|Update) record/i.test(entry.action))
      .filter(
        (entry) =>
          (begin === '' || entry.timestamp > begin || (isIn && entry.timestamp === begin)) &&
          (end === '' || entry.timestamp <= end),
      )
      .map((entry) => entry.record),
  );
  return records.filter((record) => touched.has(record.name));
};
