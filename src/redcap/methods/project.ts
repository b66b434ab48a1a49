import type { Method } from '../method.ts';
import { isObject } from '../wire/json.ts';
import { formatData } from './data.ts';
import { badAnswer, readCount, readFlag, readInteger, readOptionalInteger, readText } from './row.ts';

/** Project information as `content=project` gives it; flags are booleans here, unset texts are "". */
export interface ProjectRow {
  readonly project_id: number;
  readonly project_title: string;
  readonly creation_time: string;
  readonly production_time: string;
  readonly in_production: boolean;
  readonly project_language: string;
  readonly purpose: number | null;
  readonly purpose_other: string;
  readonly project_notes: string;
  readonly custom_record_label: string;
  readonly secondary_unique_field: string;
  readonly is_longitudinal: boolean;
  readonly has_repeating_instruments_or_events: boolean;
  readonly surveys_enabled: boolean;
  readonly scheduling_enabled: boolean;
  readonly record_autonumbering_enabled: boolean;
  readonly randomization_enabled: boolean;
  readonly project_irb_number: string;
  readonly project_grant_number: string;
  readonly project_pi_firstname: string;
  readonly project_pi_lastname: string;
  /** "" before REDCap 15.8.2. */
  readonly project_pi_email: string;
  readonly display_today_now_button: boolean;
  readonly missing_data_codes: string;
  readonly bypass_branching_erase_field_prompt: boolean;
}

/** Export Project Information: `content=project`. */
export const exportProject: Method<void, ProjectRow> = {
  name: 'exportProject',
  content: 'project',
  kind: 'read',
  body: 'json',
  rights: ['API Export'],
  form: () => ({}),
  decode: ({ value }) => {
    if (!isObject(value)) throw badAnswer('REDCap answered no project.');
    return {
      project_id: readInteger(value, 'project_id'),
      project_title: readText(value, 'project_title'),
      creation_time: readText(value, 'creation_time'),
      production_time: readText(value, 'production_time'),
      in_production: readFlag(value, 'in_production'),
      project_language: readText(value, 'project_language'),
      purpose: readOptionalInteger(value, 'purpose'),
      purpose_other: readText(value, 'purpose_other'),
      project_notes: readText(value, 'project_notes'),
      custom_record_label: readText(value, 'custom_record_label'),
      secondary_unique_field: readText(value, 'secondary_unique_field'),
      is_longitudinal: readFlag(value, 'is_longitudinal'),
      has_repeating_instruments_or_events: readFlag(value, 'has_repeating_instruments_or_events'),
      surveys_enabled: readFlag(value, 'surveys_enabled'),
      scheduling_enabled: readFlag(value, 'scheduling_enabled'),
      record_autonumbering_enabled: readFlag(value, 'record_autonumbering_enabled'),
      randomization_enabled: readFlag(value, 'randomization_enabled'),
      project_irb_number: readText(value, 'project_irb_number'),
      project_grant_number: readText(value, 'project_grant_number'),
      project_pi_firstname: readText(value, 'project_pi_firstname'),
      project_pi_lastname: readText(value, 'project_pi_lastname'),
      project_pi_email: readText(value, 'project_pi_email'),
      display_today_now_button: readFlag(value, 'display_today_now_button'),
      missing_data_codes: readText(value, 'missing_data_codes'),
      bypass_branching_erase_field_prompt: readFlag(value, 'bypass_branching_erase_field_prompt'),
    };
  },
};

/** The settings that Import Project Information can change. A setting that is not given stays as it is. */
export type ImportProjectSettingsArgs = Partial<
  Omit<
    ProjectRow,
    | 'project_id'
    | 'creation_time'
    | 'production_time'
    | 'in_production'
    | 'has_repeating_instruments_or_events'
    | 'missing_data_codes'
    | 'purpose'
  > & { readonly purpose: number }
>;

/** Flags as REDCap takes them in data: 1 and 0. */
const spellFlags = (settings: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'boolean' ? Number(value) : value,
    ]),
  );

/**
 * Import Project Information: `content=project_settings` with `data`. Unsetting `is_longitudinal` takes the data outside the
 * first event out of reach. Gives the number of settings that REDCap took.
 */
export const importProjectSettings: Method<ImportProjectSettingsArgs, number> = {
  name: 'importProjectSettings',
  content: 'project_settings',
  kind: 'write',
  body: 'json',
  rights: ['API Import/Update', 'Project Design and Setup'],
  form: (settings) => ({ data: formatData(spellFlags(settings)) }),
  decode: readCount,
};

/** A new project; its flags are unset (auto-numbering: set) where they are left out. */
export interface CreateProjectArgs {
  readonly project_title: string;
  /** 0 practice, 1 other, 2 research, 3 quality improvement, 4 operational support. */
  readonly purpose: number;
  /** Needed when the purpose is 1. */
  readonly purpose_other?: string | undefined;
  readonly project_notes?: string | undefined;
  /** Has no effect before there are events, for example of `odm`. */
  readonly is_longitudinal?: boolean | undefined;
  readonly surveys_enabled?: boolean | undefined;
  readonly record_autonumbering_enabled?: boolean | undefined;
  /** A project XML to make it of; title and purpose are those given here all the same. */
  readonly odm?: string | undefined;
}

/**
 * Create A New Project: `content=project` with `data` and a super token. Gives the 32-digit token of the new project for the
 * super token's user: a secret, never to be logged or shown.
 */
export const createProject: Method<CreateProjectArgs, string> = {
  name: 'createProject',
  content: 'project',
  kind: 'once',
  body: 'text',
  textEnd: /(?<![0-9A-Za-z])[0-9A-Fa-f]{32}\s*$/,
  rights: ['super token'],
  form: ({ odm, ...settings }) => ({ data: formatData([spellFlags(settings)]), odm }),
  decode: ({ value }) => {
    // A server was seen to write warnings before the token, which would be lost with them.
    const token = String(value).trim().slice(-32);
    if (!/^[0-9A-Fa-f]{32}$/.test(token)) throw badAnswer('REDCap answered no token.');
    return token;
  },
};
