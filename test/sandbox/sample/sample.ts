import type { Sent } from './encoding.ts';

/** One call as a sample of REDCap's documentation makes it, in words of our own, for the demo study. */
export interface Sample {
  /** The title of the method. */
  readonly title: string;
  /** Without the token. */
  readonly sent: Sent;
  /** The answer, or what it has. */
  readonly shows: string | RegExp;
  /** The file that is sent besides, which only multipart can. */
  readonly file?: File;
}

const json = { format: 'json', returnFormat: 'json' };
const writeRows = (...rows: readonly object[]): { data: string } => ({ data: JSON.stringify(rows) });
const BASELINE = 'baseline_arm_1';
const visit = { record: '1', instrument: 'quality_of_life', event: '21_day_follow_up_arm_1', returnFormat: 'json' };
const place = { record: '1', field: 'consent_signature', event: 'screening_arm_1', returnFormat: 'json' };
const flat = { arm_num: '1', unique_event_name: BASELINE };
const nest = (event: object): object => ({ arm: { number: '1', event: [event] } });
const note = (): File => new File(['hello'], 'note 1.txt', { type: 'text/plain' });

const design: readonly Sample[] = [
  { title: 'Export Arms', sent: { content: 'arm', ...json, arms: ['1'] }, shows: '[{"arm_num":1,"name":"Drug A"}]' },
  {
    title: 'Import Arms',
    sent: {
      content: 'arm',
      action: 'import',
      override: '0',
      ...json,
      ...writeRows({ arm_num: '1', name: 'Arm & ABC + 1' }, { arm_num: '2', name: 'Arm 50%' }),
    },
    shows: '2',
  },
  { title: 'Delete Arms', sent: { content: 'arm', action: 'delete', returnFormat: 'json', arms: ['2'] }, shows: '1' },
  {
    title: 'Export Events',
    sent: { content: 'event', ...json, arms: ['1', '2'] },
    shows: /"unique_event_name":"closeout_arm_2"/,
  },
  {
    title: 'Import Events',
    sent: {
      content: 'event',
      action: 'import',
      override: '0',
      ...json,
      ...writeRows(
        {
          event_name: 'Baseline',
          arm_num: '1',
          day_offset: '1',
          offset_min: '0',
          offset_max: '0',
          unique_event_name: BASELINE,
        },
        { event_name: 'Visit XX', arm_num: '1', day_offset: '2' },
      ),
    },
    shows: '2',
  },
  {
    title: 'Delete Events',
    sent: { content: 'event', action: 'delete', returnFormat: 'json', events: ['closeout_arm_1', 'closeout_arm_2'] },
    shows: '2',
  },
  {
    title: 'Export Instruments',
    sent: { content: 'instrument', ...json },
    shows: /^\[\{"instrument_name":"screening"/,
  },
  {
    title: 'Export Instrument-Event Mappings',
    sent: { content: 'formEventMapping', ...json, arms: ['1'] },
    shows: /^\[\{"arm_num":1,"unique_event_name":"screening_arm_1","form":"screening"\}/,
  },
  {
    title: 'Import Instrument-Event Mappings',
    sent: {
      content: 'formEventMapping',
      ...json,
      ...writeRows({ ...flat, form: 'labs' }, { ...flat, form: 'vitals' }),
    },
    shows: '2',
  },
  {
    title: 'Import Instrument-Event Mappings',
    sent: {
      content: 'formEventMapping',
      ...json,
      ...writeRows(nest({ unique_event_name: BASELINE, form: ['labs', 'vitals', 'screening'] })),
    },
    shows: '3',
  },
  {
    title: 'Export List of Export Field Names',
    sent: { content: 'exportFieldNames', ...json, field: 'symptoms' },
    shows: /"symptoms___1"/,
  },
  {
    title: 'Export Metadata (Data Dictionary)',
    sent: { content: 'metadata', ...json, fields: ['record_id', 'sex'], forms: ['vitals'] },
    shows: /^\[\{"field_name":"record_id".*"field_name":"sex".*"field_name":"mrs"[^[]*$/,
  },
  {
    title: 'Import Metadata (Data Dictionary)',
    sent: {
      content: 'metadata',
      ...json,
      ...writeRows(
        { field_name: 'record_id', form_name: 'start', field_type: 'text', field_label: 'Id' },
        {
          field_name: 'sex',
          form_name: 'start',
          field_type: 'radio',
          field_label: 'Sex',
          select_choices_or_calculations: '0, F | 1, M',
        },
      ),
    },
    shows: '2',
  },
  {
    title: 'Export Repeating Instruments and Events',
    sent: { content: 'repeatingFormsEvents', ...json },
    shows: /^\[\{"event_name":"baseline_arm_1","form_name":"adverse_events","custom_form_label":"\[ae_term\]"\}/,
  },
  {
    title: 'Import Repeating Instruments and Events',
    sent: {
      content: 'repeatingFormsEvents',
      ...json,
      ...writeRows({ event_name: BASELINE, form_name: 'labs', custom_form_label: '' }),
    },
    shows: '1',
  },
];

const people: readonly Sample[] = [
  { title: 'Export DAGs', sent: { content: 'dag', ...json }, shows: /"unique_group_name":"lyon"/ },
  {
    title: 'Import DAGs',
    sent: {
      content: 'dag',
      action: 'import',
      ...json,
      ...writeRows({ data_access_group_name: 'Group API', unique_group_name: '' }),
    },
    shows: '1',
  },
  {
    title: 'Delete DAGs',
    sent: { content: 'dag', action: 'delete', returnFormat: 'json', dags: ['lyon', 'kampala'] },
    shows: '2',
  },
  { title: 'Switch DAG (for a user)', sent: { content: 'dag', action: 'switch', dag: 'lyon' }, shows: '1' },
  {
    title: 'Export User-DAG Assignments',
    sent: { content: 'userDagMapping', ...json },
    shows: /"redcap_data_access_group":"lyon"/,
  },
  {
    title: 'Import User-DAG Assignments',
    sent: {
      content: 'userDagMapping',
      action: 'import',
      ...json,
      ...writeRows({ username: 'demo_app', redcap_data_access_group: 'kampala' }),
    },
    shows: '1',
  },
  { title: 'Export Users', sent: { content: 'user', ...json }, shows: /^\[\{"username":"demo_app"/ },
  {
    title: 'Import Users',
    sent: {
      content: 'user',
      ...json,
      ...writeRows(
        {
          username: 'test_user_47',
          expiration: '',
          data_access_group: 'lyon',
          api_export: '1',
          forms: { screening: '1' },
        },
        { username: 'test_user_48', forms_export: { vitals: 2 } },
      ),
    },
    shows: '2',
  },
  {
    title: 'Delete Users',
    sent: { content: 'user', action: 'delete', users: ['demo_app', 'demo_monitor'] },
    shows: '2',
  },
  {
    title: 'Export User Roles',
    sent: { content: 'userRole', ...json },
    shows: /"unique_role_name":"U-225MONITOR","role_label":"Monitor","design":"0"/,
  },
  {
    title: 'Import User Roles',
    sent: {
      content: 'userRole',
      ...json,
      ...writeRows({ unique_role_name: 'U-225MONITOR', role_label: 'Project Manager', user_rights: '1', design: '1' }),
    },
    shows: '1',
  },
  { title: 'Delete User Roles', sent: { content: 'userRole', action: 'delete', roles: ['U-447APPUSER'] }, shows: '1' },
  {
    title: 'Export User-Role Assignments',
    sent: { content: 'userRoleMapping', ...json },
    shows: /"username":"demo_monitor","unique_role_name":"U-225MONITOR"/,
  },
  {
    title: 'Import User-Role Assignments',
    sent: {
      content: 'userRoleMapping',
      action: 'import',
      ...json,
      ...writeRows({ username: 'demo_app', unique_role_name: 'U-225MONITOR' }),
    },
    shows: '1',
  },
];

const records: readonly Sample[] = [
  {
    title: 'Export Records',
    sent: {
      content: 'record',
      ...json,
      type: 'flat',
      records: ['1', '2'],
      fields: ['record_id', 'sex'],
      events: [BASELINE],
      rawOrLabel: 'label',
      exportSurveyFields: 'false',
      exportDataAccessGroups: 'false',
    },
    shows:
      /^\[\{"record_id":"1","redcap_event_name":"Baseline[^}]*"sex":"(?:Female|Male|Intersex)"\},\{"record_id":"2"[^}]*\}\]$/,
  },
  {
    title: 'Export Records',
    sent: { content: 'record', format: 'csv', type: 'eav', records: ['1'], fields: ['sex'], returnFormat: 'csv' },
    shows:
      /^record,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,field_name,value\n1,baseline_arm_1,,,sex,[123]\n$/,
  },
  {
    title: 'Import Records',
    sent: {
      content: 'record',
      ...json,
      type: 'flat',
      ...writeRows({
        record_id: 'da39a3ee5e6b4b0d',
        redcap_event_name: BASELINE,
        first_name: 'First',
        last_name: 'O’Neil & "Söhne"',
        address: '1 Any Lane\nAnytown, TN 37000 + 50%',
        email: 'first.last@example.org',
        dob: '1972-08-10',
        sex: 1,
        smoker: 0,
        demographics_complete: '2',
      }),
    },
    shows: '{"count": 1}',
  },
  {
    title: 'Delete Records',
    sent: { content: 'record', action: 'delete', records: ['1', '2'], arm: '1', returnFormat: 'json' },
    shows: '2',
  },
  {
    title: 'Delete Records',
    sent: {
      content: 'record',
      action: 'delete',
      records: ['1'],
      instrument: 'vitals',
      event: BASELINE,
      repeat_instance: '',
    },
    shows: '1',
  },
  {
    title: 'Rename Record',
    sent: { content: 'record', action: 'rename', record: '3', new_record_name: '3 + x', arm: '' },
    shows: '1',
  },
  {
    title: 'Randomize Record',
    sent: { content: 'record', action: 'randomize', ...json, randomization_id: '7', record: '1', returnAlt: 'false' },
    shows: /"randomization_id":7/,
  },
  { title: 'Generate Next Record Name', sent: { content: 'generateNextRecordName' }, shows: '4' },
];

const files: readonly Sample[] = [
  {
    title: 'Import File',
    sent: { content: 'file', action: 'import', ...place, field: 'consent_pdf' },
    file: note(),
    shows: '',
  },
  { title: 'Export File', sent: { content: 'file', action: 'export', ...place }, shows: /PNG/ },
  { title: 'Delete File', sent: { content: 'file', action: 'delete', ...place }, shows: '' },
  {
    title: 'Create a New Folder in the File Repository',
    sent: {
      content: 'fileRepository',
      action: 'createFolder',
      ...json,
      name: 'New folder',
      folder_id: '',
      dag_id: '',
      role_id: '',
    },
    shows: '[{"folder_id":2}]',
  },
  {
    title: 'Export a List of Files/Folders from the File Repository',
    sent: { content: 'fileRepository', action: 'list', ...json, folder_id: '' },
    shows: '[{"folder_id":1,"name":"Letters"},{"doc_id":90,"name":"letter.txt"}]',
  },
  {
    title: 'Export a File from the File Repository',
    sent: { content: 'fileRepository', action: 'export', doc_id: '90', returnFormat: 'json' },
    shows: 'Dear all',
  },
  {
    title: 'Import a File into the File Repository',
    sent: { content: 'fileRepository', action: 'import', folder_id: '1', returnFormat: 'json' },
    file: note(),
    shows: '',
  },
  {
    title: 'Delete a File from the File Repository',
    sent: { content: 'fileRepository', action: 'delete', doc_id: '90' },
    shows: '',
  },
  {
    title: 'Export PDF file of Instruments',
    sent: { content: 'pdf', record: '1', event: BASELINE, instrument: 'vitals', returnFormat: 'json' },
    shows: /^%PDF-1\.3/,
  },
  {
    title: 'Export Entire Project as REDCap XML',
    sent: { content: 'project_xml', returnMetadataOnly: 'true', exportFiles: 'false', returnFormat: 'json' },
    shows: /^<\?xml version="1\.0" encoding="UTF-8" \?>\n<ODM [^]*<\/ODM>$/,
  },
];

const rest: readonly Sample[] = [
  {
    title: 'Export Project Information',
    sent: { content: 'project', ...json },
    shows: /^\{"project_id":1,"project_title":"STROKE-2/,
  },
  {
    title: 'Import Project Information',
    sent: {
      content: 'project_settings',
      ...json,
      data: JSON.stringify({
        project_title: 'My New Project & more',
        purpose: 0,
        purpose_other: '',
        project_notes: 'a + b',
      }),
    },
    shows: '4',
  },
  { title: 'Export REDCap Version', sent: { content: 'version' }, shows: '16.1.3' },
  { title: 'Export Reports', sent: { content: 'report', ...json, report_id: '1', rawOrLabel: 'raw' }, shows: /^\[\{/ },
  {
    title: 'Export Logging',
    sent: {
      content: 'log',
      ...json,
      logtype: 'record',
      user: '',
      record: '1',
      beginTime: '2000-01-01 17:00',
      endTime: '',
    },
    shows: /^\[\{"timestamp":"[^]*"record":"1"\}\]$/,
  },
  {
    title: 'Export a Survey Link for a Participant',
    sent: { content: 'surveyLink', ...visit },
    shows: /^http:\/\/sandbox\.test\/surveys\/\?s=\w{16}$/,
  },
  {
    title: 'Export a Survey Access Code for a Participant',
    sent: { content: 'surveyAccessCode', ...visit },
    shows: /^\w{9}$/,
  },
  {
    title: 'Export a Survey Return Code for a Participant',
    sent: { content: 'surveyReturnCode', ...visit },
    shows: /^\w{8}$/,
  },
  {
    title: 'Export a Survey Queue Link for a Participant',
    sent: { content: 'surveyQueueLink', record: '1', returnFormat: 'json' },
    shows: /\?sq=\w{16}$/,
  },
  {
    title: 'Export a Survey Participant List',
    sent: { content: 'participantList', ...json, instrument: 'quality_of_life', event: '21_day_follow_up_arm_1' },
    shows: /^\[\{[^]*"record":"1"/,
  },
];

/** A sample of each method of a project token; of some methods two. */
export const samples: readonly Sample[] = [...design, ...people, ...records, ...files, ...rest];
