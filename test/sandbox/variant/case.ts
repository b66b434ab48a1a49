import type { Variants } from '../../../src/sandbox/variant/variant.ts';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import { askNewProject, listNames, sketchSurvey } from './support.ts';
import { makeRights, makeSandbox, tokens, type SandboxKit } from '../support.ts';

type Sent = Readonly<Record<string, string>>;

/** Calls in their order, in JSON; the last answer is shown. */
type Calls = (kit: SandboxKit) => readonly Sent[];

/** What a sandbox answers with each value of a variant. A variant without a case does not compile. */
type Cases = {
  readonly [Name in keyof Variants]: {
    readonly show: (chosen: Partial<Variants>) => Promise<unknown>;
    readonly shown: Readonly<Record<Variants[Name], unknown>>;
  };
};

const classic = { token: tokens.classic, content: 'record' };
const repeating = { token: tokens.repeating, content: 'record' };
const longitudinal = { token: tokens.longitudinal, content: 'record' };

const rows = (...data: readonly object[]): Sent => ({ data: JSON.stringify(data) });

const weights = (record: string, ...instances: readonly number[]): readonly object[] =>
  instances.map((redcap_repeat_instance) => ({
    record_id: record,
    redcap_repeat_instrument: 'weight',
    redcap_repeat_instance,
    kg: String(60 + redcap_repeat_instance),
  }));

const groupNames = { token: tokens.classic, content: 'dag', format: 'csv' };

/** A user of the classic project as they are left by a row that names neither the group nor the forms. */
const siteUser = ({ classic: { users } }: SandboxKit): string => {
  const user = users.find(({ username }) => username === 'site');
  return `${String(user?.dagId)} ${String(user?.forms['health'] ?? 0)} ${String(user?.formsExport['health'] ?? 0)}`;
};

/** Shows the last answer of the calls. */
const after =
  (calls: Calls) =>
  async (variants: Partial<Variants>): Promise<string> => {
    const kit = makeSandbox({ variants });
    let last = '';
    for (const sent of calls(kit)) {
      const { status, text } = await kit.post({ format: 'json', returnFormat: 'json', ...sent });
      last = `${status === 200 ? '' : `${String(status)} `}${text}`;
    }
    return last === '' ? siteUser(kit) : last;
  };

const touchedAt = (second: string): Sent => ({ ...classic, fields: 'study_id', dateRangeBegin: second });

export const cases: Cases = {
  'instance-rows': {
    show: after(() => [
      { ...repeating, ...rows({ record_id: '1', name: 'Ada' }, ...weights('1', 1, 2)) },
      { ...repeating, format: 'csv', fields: 'record_id,name' },
    ]),
    shown: {
      asked: 'record_id,redcap_repeat_instrument,redcap_repeat_instance,name\n1,,,Ada\n',
      all: 'record_id,redcap_repeat_instrument,redcap_repeat_instance,name\n1,,,Ada\n1,weight,1,\n1,weight,2,\n',
    },
  },
  'base-rows': {
    show: after(() => [
      { ...repeating, ...rows(...weights('1', 1)) },
      { ...repeating, format: 'csv', fields: 'record_id,kg' },
    ]),
    shown: {
      stored: 'record_id,redcap_repeat_instrument,redcap_repeat_instance,kg\n1,weight,1,61\n',
      always: 'record_id,redcap_repeat_instrument,redcap_repeat_instance,kg\n1,,,\n1,weight,1,61\n',
    },
  },
  'row-order': {
    show: after(() => [
      { ...repeating, ...rows({ record_id: '1', name: 'Ada' }, ...weights('1', 1), { record_id: '2', name: 'Bo' }) },
      { ...repeating, format: 'csv', fields: 'record_id,kg' },
    ]),
    shown: {
      sorted: 'record_id,redcap_repeat_instrument,redcap_repeat_instance,kg\n1,,,\n1,weight,1,61\n2,,,\n',
      reversed: 'record_id,redcap_repeat_instrument,redcap_repeat_instance,kg\n2,,,\n1,weight,1,61\n1,,,\n',
    },
  },
  'line-breaks': {
    show: after(() => [
      { ...classic, ...rows({ study_id: '1', comments: 'one\r\ntwo' }) },
      { ...classic, fields: 'comments' },
    ]),
    shown: { kept: '[{"comments":"one\\r\\ntwo"}]', unix: '[{"comments":"one\\ntwo"}]' },
  },
  'blanks-at-ends': {
    show: after(() => [
      { ...classic, ...rows({ study_id: '1', comments: ' one ' }) },
      { ...classic, fields: 'comments' },
    ]),
    shown: { kept: '[{"comments":" one "}]', trimmed: '[{"comments":"one"}]' },
  },
  'unknown-records': {
    show: after(() => [
      { ...classic, ...rows({ study_id: '1' }, { study_id: '2' }) },
      { ...classic, action: 'delete', records: '1,9' },
      { ...classic, format: 'csv', fields: 'study_id' },
    ]),
    shown: { 'nothing-deleted': 'study_id\n1\n2\n', 'others-deleted': 'study_id\n2\n' },
  },
  'date-range-begin': {
    show: after(() => [{ ...classic, ...rows({ study_id: '1' }) }, touchedAt('2024-06-01 12:00:00')]),
    shown: { excluded: '[]', included: '[{"study_id":"1"}]' },
  },
  'log-bounds': {
    show: after(() => [
      { ...classic, ...rows({ study_id: '1' }) },
      {
        token: tokens.classic,
        content: 'log',
        format: 'csv',
        logtype: 'record',
        beginTime: '2024-06-01 12:00',
        endTime: '2024-06-01 12:05',
      },
    ]),
    shown: {
      inside: `timestamp,username,action,details,record\n"2024-06-01 12:00",owner,"Create record (API) 1","study_id = '1'",1\n`,
      outside: 'timestamp,username,action,details,record\n',
    },
  },
  'view-rights': {
    show: after((kit) => {
      const owner = kit.classic.users[0];
      Object.assign(owner ?? {}, { forms: { ...makeRights(['demographics'], {}).forms, health: 0 } });
      return [
        { ...classic, ...rows({ study_id: '1' }) },
        { ...classic, format: 'csv', fields: 'study_id,height' },
      ];
    }),
    shown: { 'not-needed': 'study_id,height\n1,\n', needed: 'study_id\n1\n' },
  },
  'omitted-user-rights': {
    show: after(() => [
      {
        token: tokens.classic,
        content: 'user',
        ...rows({ username: 'site', forms: { demographics: 1 }, forms_export: { demographics: 1 } }),
      },
      // An answer without text: the user is shown.
      { ...classic, ...rows({ study_id: '1' }), returnContent: 'nothing' },
    ]),
    shown: { lost: 'null 0 0', kept: '20 1 1' },
  },
  'renamed-group': {
    show: after(() => [
      {
        token: tokens.classic,
        content: 'dag',
        action: 'import',
        ...rows({ data_access_group_name: 'Nord', unique_group_name: 'north' }),
      },
      groupNames,
    ]),
    shown: {
      'new-name': 'data_access_group_name,unique_group_name,data_access_group_id\nNord,nord,20\nSouth,south,21\n',
      kept: 'data_access_group_name,unique_group_name,data_access_group_id\nNord,north,20\nSouth,south,21\n',
    },
  },
  'group-switch': {
    show: after(() => [
      { ...classic, ...rows({ study_id: '1' }) },
      { token: tokens.classic, content: 'dag', action: 'switch', dag: 'south' },
      { ...classic, fields: 'study_id' },
      { token: tokens.classic, content: 'userDagMapping', format: 'csv' },
    ]),
    shown: {
      assigned: 'username,redcap_data_access_group\nowner,south\nreader,\nsite,north\nwriter,\n',
      session: 'username,redcap_data_access_group\nowner,\nreader,\nsite,north\nwriter,\n',
    },
  },
  'groups-with-records': {
    show: after(() => [
      { ...classic, ...rows({ study_id: '1', redcap_data_access_group: 'south' }) },
      { token: tokens.classic, content: 'dag', action: 'delete', 'dags[0]': 'south' },
    ]),
    shown: {
      deleted: '1',
      refused:
        '400 {"error":"A data access group that has records cannot be deleted. Take the records out of the group first"}',
    },
  },
  'folder-names': {
    show: after(() =>
      [1, 2].map(() => ({
        token: tokens.classic,
        content: 'fileRepository',
        action: 'createFolder',
        name: 'Reports',
      })),
    ),
    shown: { repeated: '[{"folder_id":2}]', distinct: '400 {"error":"There is a folder of this name already"}' },
  },
  'empty-repeating-setup': {
    show: after(() => [{ token: tokens.classic, content: 'repeatingFormsEvents' }]),
    shown: {
      refused:
        '400 {"error":"You cannot export repeating instruments and events because the project does not contain any ' +
        'repeating instruments and events"}',
      listed: '[]',
    },
  },
  'metadata-columns': {
    show: after(() => [{ token: tokens.classic, content: 'metadata', format: 'csv', 'fields[0]': 'sex' }]),
    shown: {
      known:
        'field_name,form_name,section_header,field_type,field_label,select_choices_or_calculations,field_note,' +
        'text_validation_type_or_show_slider_number,text_validation_min,text_validation_max,identifier,' +
        'branching_logic,required_field,custom_alignment,question_number,matrix_group_name,matrix_ranking,' +
        'field_annotation\nsex,demographics,,radio,sex,"0, Female | 1, Male",,,,,,,,,,,,\n',
      more:
        'field_name,form_name,section_header,field_type,field_label,field_color,select_choices_or_calculations,' +
        'field_note,text_validation_type_or_show_slider_number,text_validation_min,text_validation_max,identifier,' +
        'branching_logic,required_field,custom_alignment,question_number,matrix_group_name,matrix_ranking,' +
        'field_annotation\nsex,demographics,,radio,sex,,"0, Female | 1, Male",,,,,,,,,,,,\n',
    },
  },
  'json-numbers': {
    show: after(() => [{ token: tokens.longitudinal, content: 'arm' }]),
    shown: {
      numbers: '[{"arm_num":1,"name":"Drug A"},{"arm_num":2,"name":"Drug B"}]',
      texts: '[{"arm_num":"1","name":"Drug A"},{"arm_num":"2","name":"Drug B"}]',
    },
  },
  'refusal-words': {
    show: after(() => [{ ...longitudinal, action: 'delete' }]),
    shown: {
      sentences: '400 {"error":"The parameter \\"records\\" is missing or empty: name the records to delete"}',
      'one-sentence': '400 {"error":"The request could not be processed"}',
    },
  },
  'creator-rights': {
    show: async (chosen) => {
      const [creator] = (await askNewProject(chosen, { content: 'user' })) as Record<string, unknown>[];
      return Object.entries(creator ?? {}).flatMap(([right, level]) => (level === 0 ? [right] : []));
    },
    shown: {
      limited: [
        'email_logging',
        'mobile_app_download_data',
        'record_rename',
        'record_delete',
        'lock_records_all_forms',
        'lock_records',
        'lock_records_customization',
      ],
      all: [],
    },
  },
  'form-rights': {
    show: async (variants) => {
      const { post, postJson } = makeSandbox({ variants });
      const data = '[{"username":"reader","forms":{"demographics":2,"health":138}}]';
      await post({ token: tokens.classic, content: 'user', format: 'json', data });
      const users = (await postJson({ token: tokens.classic, content: 'user' })) as { forms: unknown }[];
      return users.slice(0, 2).map(({ forms }) => forms);
    },
    shown: {
      given: [
        { demographics: 1, health: 1 },
        { demographics: 2, health: 138 },
      ],
      bits: [
        { demographics: 130, health: 130 },
        { demographics: 129, health: 138 },
      ],
    },
  },
  'new-calculations': {
    show: (chosen) => askNewProject(chosen, { content: 'record', fields: 'id,weight,double' }),
    shown: { blank: [{ id: '7', weight: '80', double: '' }], kept: [{ id: '7', weight: '80', double: '160' }] },
  },
  'xml-choices': {
    show: async (chosen) => {
      const asked = { content: 'metadata', fields: 'box' };
      const rows = (await askNewProject(chosen, asked)) as Record<string, unknown>[];
      return rows.map((row) => row.select_choices_or_calculations);
    },
    shown: { written: ['1, Fish|2, Meat'], spaced: ['1, Fish | 2, Meat'] },
  },
  'xml-line-breaks': {
    show: (chosen) => askNewProject(chosen, { content: 'record', fields: 'note' }),
    shown: { joined: [{ note: 'one\ntwo' }], kept: [{ note: 'one\r\ntwo' }] },
  },
  'project-xml-right': {
    show: async (variants) => {
      const { longitudinal, store, post } = makeSandbox({ variants });
      const user = addUser(longitudinal, store, {
        username: 'importer',
        rights: { flags: { api_export: 1, api_import: 1 }, forms: {}, formsExport: {} },
      });
      const asked = { token: user.token ?? '', content: 'project_xml', format: 'json', returnMetadataOnly: 'true' };
      return (await post(asked)).text.slice(0, 60);
    },
    shown: {
      export: '<?xml version="1.0" encoding="UTF-8" ?>\n<ODM xmlns="http://w',
      design: '{"error":"You must have \'API Export\' privileges and \'Project',
    },
  },
  'xml-control-characters': {
    show: async (variants) => {
      const { post } = makeSandbox({ variants });
      const sent = { token: tokens.classic, content: 'record' };
      await post({ ...sent, format: 'json', data: '[{"study_id":"1","comments":"soft\\u000bbreak"}]' });
      const texts = [];
      for (const asked of [{ format: 'xml' }, { format: 'odm' }, { content: 'project_xml' }]) {
        texts.push(/soft.?break/s.exec((await post({ ...sent, ...asked })).text)?.[0]);
      }
      return texts;
    },
    shown: {
      raw: ['soft\u000bbreak', 'soft\u000bbreak', 'soft\u000bbreak'],
      dropped: ['softbreak', 'softbreak', 'softbreak'],
    },
  },
  participants: {
    show: (chosen) => listNames(sketchSurvey(chosen)),
    shown: { arm: ['answered', 'begun', 'enrolled'], event: ['answered', 'begun'], answered: ['answered'] },
  },
  'classic-events': {
    show: async (variants) => {
      const { post } = makeSandbox({ variants });
      const sent = { token: tokens.classic, action: 'import', format: 'json' };
      const arm = await post({ ...sent, content: 'arm', data: '[{"arm_num":1,"name":"Arm 1"}]' });
      const event = await post({ ...sent, content: 'event', data: '[{"arm_num":1,"event_name":"Visit"}]' });
      return [arm.text, event.text];
    },
    shown: {
      taken: ['1', '1'],
      refused: [
        '{"error":"You cannot import arms for classic projects"}',
        '{"error":"You cannot import events for classic projects"}',
      ],
    },
  },
  'record-name-case': {
    show: async (variants) => {
      const { post } = makeSandbox({ variants });
      const sent = { token: tokens.classic, content: 'record', format: 'json' };
      for (const name of ['A-1', 'a-1']) await post({ ...sent, data: JSON.stringify([{ study_id: name, age: '4' }]) });
      const { text } = await post({ ...sent, format: 'csv', 'records[0]': 'a-1', 'fields[0]': 'study_id' });
      return text;
    },
    shown: { kept: 'study_id\na-1\n', ignored: 'study_id\nA-1\n' },
  },
};
