import type { Rights } from '../state/project.ts';

/**
 * The rights that the API names, in its order (EVIDENCE.md#right-keys). Where a role of the project XML has another
 * name for a right, that attribute stands beside it.
 */
const rightNames: readonly (readonly [api: string, xml: string])[] = [
  ['design', 'design'],
  ['alerts', 'alerts'],
  ['user_rights', 'user_rights'],
  ['data_access_groups', 'data_access_groups'],
  ['reports', 'reports'],
  ['stats_and_charts', 'graphical'],
  ['manage_survey_participants', 'participants'],
  ['calendar', 'calendar'],
  ['data_import_tool', 'data_import_tool'],
  ['data_comparison_tool', 'data_comparison_tool'],
  ['logging', 'data_logging'],
  ['email_logging', 'email_logging'],
  ['file_repository', 'file_repository'],
  ['data_quality_create', 'data_quality_design'],
  ['data_quality_execute', 'data_quality_execute'],
  ['data_quality_resolution', 'data_quality_resolution'],
  ['api_export', 'api_export'],
  ['api_import', 'api_import'],
  ['api_modules', 'api_modules'],
  ['mobile_app', 'mobile_app'],
  ['mobile_app_download_data', 'mobile_app_download_data'],
  ['record_create', 'record_create'],
  ['record_rename', 'record_rename'],
  ['record_delete', 'record_delete'],
  ['lock_records_all_forms', 'lock_record_multiform'],
  ['lock_records', 'lock_record'],
  ['lock_records_customization', 'lock_record_customize'],
  ['mycap_participants', 'mycap_participants'],
  ['random_setup', 'random_setup'],
  ['random_dashboard', 'random_dashboard'],
  ['random_perform', 'random_perform'],
];

/** The attributes of a role in the project XML in REDCap's order (EVIDENCE.md#roles-in-xml). */
const roleAttributes: readonly string[] = [
  'lock_record',
  'lock_record_multiform',
  'lock_record_customize',
  'data_export_tool',
  'data_export_instruments',
  'data_import_tool',
  'data_comparison_tool',
  'data_logging',
  'email_logging',
  'file_repository',
  'double_data',
  'user_rights',
  'data_access_groups',
  'graphical',
  'reports',
  'design',
  'alerts',
  'calendar',
  'data_entry',
  'api_export',
  'api_import',
  'api_modules',
  'mobile_app',
  'mobile_app_download_data',
  'record_create',
  'record_rename',
  'record_delete',
  'dts',
  'participants',
  'data_quality_design',
  'data_quality_execute',
  'data_quality_resolution',
  'random_setup',
  'random_dashboard',
  'random_perform',
  'realtime_webservice_mapping',
  'realtime_webservice_adjudicate',
  'external_module_config',
  'mycap_participants',
];

/** The keys of a right's flags, in the API's order. */
export const rightFlags: readonly string[] = rightNames.map(([api]) => api);

/** Every flag set to the same number. */
export const makeFlags = (value: number): Record<string, number> =>
  Object.fromEntries(rightFlags.map((flag) => [flag, value]));

/** All rights. The owner of a project from a file has them. */
export const makeAllRights = (forms: readonly string[]): Rights => ({
  flags: makeFlags(1),
  forms: Object.fromEntries(forms.map((form) => [form, 1])),
  formsExport: Object.fromEntries(forms.map((form) => [form, 1])),
});

const readForms = (text: string): Map<string, number> =>
  new Map([...text.matchAll(/\[([^\],]+),(\d+)\]/g)].map(([, form = '', code = '']) => [form, Number(code)]));

const readNumber = (text: string | undefined): number => (/^\d+$/.test(text ?? '') ? Number(text) : 0);

/**
 * Rights of a role as the project XML spells them. Data entry rights keep their codes: 0 to 3, or 128 and more since
 * REDCap 15.6.
 * A role has no access to a form that is not listed.
 */
export const readRights = (attributes: ReadonlyMap<string, string>, forms: readonly string[]): Rights => {
  const entry = readForms(attributes.get('data_entry') ?? '');
  const exported = readForms(attributes.get('data_export_instruments') ?? '');
  // Before REDCap 12 one number stood for the export right of all forms.
  const legacyExport = readNumber(attributes.get('data_export_tool'));
  return {
    flags: Object.fromEntries(rightNames.map(([api, xml]) => [api, readNumber(attributes.get(xml))])),
    forms: Object.fromEntries(forms.map((form) => [form, entry.get(form) ?? 0])),
    formsExport: Object.fromEntries(forms.map((form) => [form, exported.get(form) ?? legacyExport])),
  };
};

const writeForms = (codes: Readonly<Record<string, number>>): string =>
  Object.entries(codes)
    .map(([form, code]) => `[${form},${String(code)}]`)
    .join('');

/** The attributes of a role after its two names. A right that the sandbox does not know is off. */
export const writeRights = (rights: Rights): [string, string][] => {
  const texts = new Map<string, string>([
    ['data_export_tool', ''],
    ['external_module_config', ''],
    ['data_export_instruments', writeForms(rights.formsExport)],
    ['data_entry', writeForms(rights.forms)],
    ...rightNames.map(([api, xml]) => [xml, String(rights.flags[api] ?? 0)] as const),
  ]);
  return roleAttributes.map((name) => [name, texts.get(name) ?? '0']);
};
