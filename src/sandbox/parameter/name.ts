import type { Call } from '../call/call.ts';
import { missingParameter, Refusal, refuseParameter } from '../call/refusal.ts';
import type { StoredRecord } from '../state/project.ts';
import { isInGroup } from '../state/rows.ts';

/** The record of this name that the user may see. REDCap's words refuse any other (EVIDENCE.md#survey-of-an-unknown-record). */
const findRecord = ({ project, user }: Call, name: string): StoredRecord => {
  const record = project.records.get(name);
  if (record !== undefined && isInGroup(record, user.dagId)) return record;
  throw new Refusal(400, `The record "${name}" does not exist`);
};

/** The parameter `record`, which must name one that the user may see. */
export const requireRecord = (call: Call): StoredRecord => {
  const name = (call.parameters.text('record') ?? '').trim();
  if (name === '') throw missingParameter('record');
  return findRecord(call, name);
};

/** The parameter `record`; null when it was not sent or is blank. */
export const readRecord = (call: Call): StoredRecord | null =>
  (call.parameters.text('record') ?? '').trim() === '' ? null : requireRecord(call);

/** The parameter `instrument` by its unique name; null when it was not sent or is blank. */
export const readInstrument = (call: Call): string | null => {
  const name = (call.parameters.text('instrument') ?? '').trim();
  if (name === '') return null;
  const found = call.project.instruments.find((instrument) => instrument.name === name);
  return found?.name ?? refuseParameter('instrument');
};
