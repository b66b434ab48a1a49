import type { Answer } from '../../call/answer.ts';
import { importRights } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { internalEvent } from '../../state/design.ts';
import { appendLog } from '../../state/log.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { ProjectSettings } from '../../state/project.ts';
import { invalidRow } from '../../call/refusal.ts';
import { isAtLeast } from '../../state/version.ts';
import { readTextRows } from '../../wire/read-rows.ts';

type Key<T> = { [K in keyof ProjectSettings]: ProjectSettings[K] extends T ? K : never }[keyof ProjectSettings];

const texts: readonly Key<string>[] = [
  'project_title',
  'project_language',
  'purpose_other',
  'project_notes',
  'custom_record_label',
  'secondary_unique_field',
  'project_irb_number',
  'project_grant_number',
  'project_pi_firstname',
  'project_pi_lastname',
  'project_pi_email',
];

const flags: readonly Key<boolean>[] = [
  'is_longitudinal',
  'surveys_enabled',
  'scheduling_enabled',
  'record_autonumbering_enabled',
  'randomization_enabled',
  'display_today_now_button',
  'bypass_branching_erase_field_prompt',
];

const readFlag = (text: string, column: string): boolean => {
  const value = text.trim().toLowerCase();
  if (['1', 'true'].includes(value)) return true;
  if (['0', 'false', ''].includes(value)) return false;
  throw invalidRow(0, `the column "${column}" must be 0 or 1`);
};

/** The purposes of REDCap: practice, other, research, quality improvement, operational support. */
const readPurpose = (text: string): number => {
  if (!/^[0-4]$/.test(text.trim())) throw invalidRow(0, 'the column "purpose" must be a number from 0 to 4');
  return Number(text);
};

/** The settings in a row, checked. Columns that nobody can set are left out. */
export const readSettings = (row: Readonly<Record<string, string>>): Partial<ProjectSettings> => {
  const settings: Partial<ProjectSettings> = {};
  for (const key of texts) if (row[key] !== undefined) settings[key] = row[key];
  for (const key of flags) if (row[key] !== undefined) settings[key] = readFlag(row[key], key);
  if (row.purpose !== undefined) settings.purpose = readPurpose(row.purpose);
  if (settings.project_title?.trim() === '') throw invalidRow(0, 'the column "project_title" must not be blank');
  return settings;
};

const importSettings = (call: Call): Answer => {
  const { project, store } = call;
  const [row = {}] = readTextRows(call);
  const settings = readSettings(row);
  if (!isAtLeast(store.version, '15.8.2')) delete settings.project_pi_email;
  // The internal event must be noted before the flag changes, because nothing shows it afterwards.
  project.internalEventId = internalEvent(project)?.eventId ?? null;
  Object.assign(project.settings, settings);
  appendLog(call, 'Manage/Design ', 'Import project information (API)');
  return { kind: 'number', value: Object.keys(settings).length };
};

/**
 * Import Project Information. It answers how many values were accepted. A secondary unique field need not be there yet
 * (EVIDENCE.md#secondary-unique-field).
 */
export const projectSettingsMethods: readonly SandboxMethod[] = [
  {
    title: 'Import Project Information',
    content: 'project_settings',
    action: 'import',
    rights: importRights('design'),
    handle: importSettings,
  },
];
