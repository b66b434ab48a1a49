import type { Answer } from '../../call/answer.ts';
import { Refusal, missingParameter, refuseParameter } from '../../call/refusal.ts';
import { recalculate } from '../../calculation/calculation.ts';
import type { Call } from '../../call/call.ts';
import { fieldByName } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { Allocation, Randomization, StoredRecord } from '../../state/project.ts';
import { rowKey } from '../../state/project.ts';
import type { Layout } from '../../state/rows.ts';
import { ensureRow, locateRow, readLayout } from '../../state/rows.ts';
import { requireRecord } from '../../parameter/name.ts';

const findRandomization = ({ project, parameters }: Call): Randomization => {
  if (!project.settings.randomization_enabled) throw new Refusal(400, 'Randomization is not enabled in this project');
  const text = (parameters.text('randomization_id') ?? '').trim();
  if (text === '') throw missingParameter('randomization_id');
  const found = project.randomizations?.find(({ randomizationId }) => String(randomizationId) === text);
  return found ?? refuseParameter('randomization_id');
};

/** Where a field of one event is kept. Strata and target do not repeat, or are in the first instance. */
const locateField = (call: Call, layout: Layout, field: string, eventId: number) => {
  const form = fieldByName(call.project, field)?.form_name ?? '';
  return locateRow(layout, eventId, form, 1);
};

const readField = (call: Call, layout: Layout, record: StoredRecord, field: string, eventId: number): string => {
  const { repeatInstrument, instance } = locateField(call, layout, field, eventId);
  return record.rows.get(rowKey(eventId, repeatInstrument, instance))?.values.get(field) ?? '';
};

/** The record's values in the strata. All must be there. */
const readStrata = (
  call: Call,
  layout: Layout,
  randomization: Randomization,
  record: StoredRecord,
): Record<string, string> =>
  Object.fromEntries(
    randomization.strata.map(({ field, eventId }) => {
      const value = readField(call, layout, record, field, eventId);
      if (value !== '') return [field, value];
      throw new Refusal(
        400,
        `The record "${record.name}" cannot be randomized because its stratification field "${field}" has no value`,
      );
    }),
  );

/** The allocations for the project's status, used ones too. */
const listAllocations = ({ project, parameters }: Call, { table }: Randomization): Allocation[] => {
  const wanted = project.status === 'development' ? 'development' : 'production';
  const allocations = table.filter((entry) => (entry.table ?? wanted) === wanted);
  if (allocations.length > 0) return allocations;
  throw new Refusal(
    400,
    `The randomization ${parameters.text('randomization_id') ?? ''} has no allocation table for a project in ` +
      `${wanted === 'development' ? 'Development' : 'Production'} status`,
  );
};

const takeAllocation = (call: Call, layout: Layout, randomization: Randomization, record: StoredRecord): Allocation => {
  if (readField(call, layout, record, randomization.targetField, randomization.targetEventId) !== '') {
    throw new Refusal(400, `The record "${record.name}" cannot be randomized because it was randomized before`);
  }
  const strata = readStrata(call, layout, randomization, record);
  const allocation = listAllocations(call, randomization).find(
    (entry) =>
      entry.record === null &&
      (!randomization.byGroup || entry.dagId === record.dagId) &&
      Object.entries(strata).every(([field, value]) => entry.strata[field] === value),
  );
  if (allocation !== undefined) return allocation;
  throw new Refusal(
    400,
    `The record "${record.name}" cannot be randomized because the allocation table has no allocation left for it`,
  );
};

/** Randomize Record: the first free allocation of the record's strata. It cannot be undone. */
export const randomizeRecord = (call: Call): Answer => {
  const { project, parameters, store, user } = call;
  const randomization = findRandomization(call);
  const record = requireRecord(call);
  const layout = readLayout(project);
  const allocation = takeAllocation(call, layout, randomization, record);
  const { targetField, targetEventId, randomizationId } = randomization;
  const place = locateField(call, layout, targetField, targetEventId);
  const row = ensureRow(record, targetEventId, place.repeatInstrument, place.instance);
  allocation.record = record.name;
  row.values.set(targetField, allocation.value);
  for (const other of record.rows.values()) {
    recalculate(project, record, other, { now: store.now, user, changed: new Set([targetField]) });
  }
  appendLog(call, 'Randomize record (API)', `${targetField} = '${allocation.value}'`, record.name);
  const withAlt = parameters.flag('returnAlt');
  return {
    kind: 'object',
    columns: ['randomization_id', 'record', 'target_field', ...(withAlt ? ['target_field_alt'] : [])],
    row: {
      randomization_id: randomizationId,
      record: record.name,
      target_field: allocation.value,
      target_field_alt: randomization.isConcealed ? '*' : allocation.number,
    },
    root: 'item',
  };
};
