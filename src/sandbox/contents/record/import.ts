import type { Answer } from '../../call/answer.ts';
import { Refusal } from '../../call/refusal.ts';
import { prepareRecalculation } from '../../calculation/calculation.ts';
import type { Call } from '../../call/call.ts';
import { isCalculated } from '../../calculation/formula.ts';
import type { Layout } from '../../state/rows.ts';
import { appendLog } from '../../state/log.ts';
import { readLayout } from '../../state/rows.ts';
import type { Problem } from '../../validation/problem.ts';
import { refuseProblems } from '../../validation/problem.ts';
import { readTextRows } from '../../wire/read-rows.ts';
import { nameNewRecords } from './next-name.ts';
import { addressRow, numberInstances } from './address.ts';
import type { ImportRules, RowChange } from './change.ts';
import { changedFields, readChange } from './change.ts';
import type { Target } from './target.ts';
import { readTargets } from './target.ts';
import { checkName, checkNewRecords, checkSecondaryUnique } from './guard.ts';
import { readOdmRows } from './incoming-odm.ts';
import type { IncomingRow } from './incoming.ts';
import { readEavRows, readFlatRows } from './incoming.ts';
import { readOption } from '../../parameter/option.ts';
import { entriesOf } from './entry.ts';
import { writeChange } from './write.ts';

/**
 * Replaces placeholders of `forceAutoNumber` by new names. Names stay without it, and in a project without
 * auto-numbering (EVIDENCE.md#auto-numbering).
 */
const nameRecords = (call: Call): ((placeholder: string) => string) => {
  const { project, user, parameters } = call;
  if (!parameters.flag('forceAutoNumber') || !project.settings.record_autonumbering_enabled) return (name) => name;
  const given = new Map<string, string>();
  const nameNew = nameNewRecords(project, user.dagId);
  return (placeholder) => {
    const name = given.get(placeholder) ?? nameNew();
    given.set(placeholder, name);
    return name;
  };
};

/** Spells a name as the project has it, and a new name as the import has it first, where case is ignored. */
const spellNames = ({ project, store }: Call): ((name: string) => string) => {
  if (store.variants['record-name-case'] === 'kept') return (name) => name;
  const given = new Map<string, string>();
  return (name) => {
    const own = project.records.get(name)?.name ?? given.get(name.toLowerCase()) ?? name;
    given.set(name.toLowerCase(), own);
    return own;
  };
};

const readIncoming = (call: Call, layout: Layout, targets: ReadonlyMap<string, Target>): IncomingRow[] => {
  if (call.format === 'odm') return readOdmRows(call, layout, targets);
  const read = readOption(call, 'type', ['flat', 'eav']) === 'eav' ? readEavRows : readFlatRows;
  return read(layout, targets, readTextRows(call));
};

/** How REDCap stores a text that was sent (EVIDENCE.md#texts-as-stored). */
const spellText = ({ store: { variants } }: Call): ((text: string) => string) => {
  const ended = (text: string): string => (variants['line-breaks'] === 'unix' ? text.replaceAll(/\r\n?/g, '\n') : text);
  return (text) => (variants['blanks-at-ends'] === 'trimmed' ? ended(text).trim() : ended(text));
};

/**
 * Everything that an import will change, with the placeholder of each new name. Refuses the whole import when anything
 * is wrong.
 */
const readChanges = (call: Call): { changes: RowChange[]; provided: Map<string, string> } => {
  const { project, user } = call;
  const layout = readLayout(project);
  const rules: ImportRules = {
    project,
    targets: readTargets(project, layout),
    overwrite: readOption(call, 'overwriteBehavior', ['normal', 'overwrite']) === 'overwrite',
    spellText: spellText(call),
    dateFormat: call.format === 'odm' ? 'YMD' : readOption(call, 'dateFormat', ['YMD', 'MDY', 'DMY']),
    userDagId: user.dagId,
  };
  const rows = readIncoming(call, layout, rules.targets);
  const nameRecord = nameRecords(call);
  const spellName = spellNames(call);
  const number = numberInstances(project.records);
  const problems: Problem[] = [];
  const changes: RowChange[] = [];
  const provided = new Map<string, string>();
  for (const row of rows) {
    const record = spellName(nameRecord(row.record));
    provided.set(record, row.record);
    problems.push(...checkName(call, rules, record));
    const address = addressRow(row, record, number);
    if (Array.isArray(address)) problems.push(...address);
    else changes.push(readChange(rules, row, record, address, problems));
  }
  problems.push(...checkSecondaryUnique(project, changes));
  refuseProblems(problems);
  checkNewRecords(call, [...provided.keys()]);
  return { changes, provided };
};

/** Logs one row's import as REDCap does. The action ends with the record's name. */
const logImport = (call: Call, created: boolean, record: string, details: string): void => {
  appendLog(call, `${created ? 'Create' : 'Update'} record (API) ${record}`, details, record);
};

/**
 * Stores the rows. Then works out the calculated fields in every row of the record, because formulas may name other
 * events.
 */
const storeChanges = (call: Call, changes: readonly RowChange[]): void => {
  const { project, user, store } = call;
  const calculates = project.fields.some(isCalculated);
  const recalculate = prepareRecalculation(project, { now: store.now, user });
  for (const change of changes) {
    const { record, created, details } = writeChange(project, change, user.dagId);
    // REDCap calculates from what was sent, whether it differs or not (EVIDENCE.md#calculated-values-of-a-new-project).
    const sent = changedFields(change);
    if (calculates && sent.size > 0) for (const row of record.rows.values()) recalculate(record, row, sent);
    if (details === '') continue;
    logImport(call, created, record.name, details);
    if (store.trigger !== undefined) for (const entry of entriesOf(call, record, change)) store.trigger(entry);
  }
};

const answerImport = (call: Call, provided: ReadonlyMap<string, string>): Answer => {
  switch (readOption(call, 'returnContent', ['count', 'ids', 'auto_ids', 'nothing'])) {
    case 'count':
      return { kind: 'count', value: provided.size };
    case 'ids':
      return { kind: 'ids', ids: [...provided.keys()] };
    case 'auto_ids':
      return { kind: 'ids', ids: [...provided].map(([name, placeholder]) => `${name},${placeholder}`) };
    case 'nothing':
      return { kind: 'empty' };
  }
};

/** REDCap checks a background import after its answer, and mails what was wrong. The sandbox mails nobody. */
const importInBackground = (call: Call): Answer => {
  try {
    storeChanges(call, readChanges(call).changes);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return { kind: 'success', value: true };
};

/** Import Records. Everything is stored or, with one bad value, nothing. */
export const importRecords = (call: Call): Answer => {
  if (call.parameters.flag('backgroundProcess')) return importInBackground(call);
  const { changes, provided } = readChanges(call);
  const answer = answerImport(call, provided);
  storeChanges(call, changes);
  return answer;
};
