import type { Method } from '../method.ts';
import { isObject } from '../wire/json.ts';
import { badAnswer, readFlag, readInteger, readOptionalInteger, readText } from './row.ts';

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
  readonly missing_data_codes: string;
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
      missing_data_codes: readText(value, 'missing_data_codes'),
    };
  },
};
