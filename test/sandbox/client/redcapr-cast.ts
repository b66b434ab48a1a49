/** The studies that REDCapR's suite is run on, and what is known of them. */
export interface RedcapRCast {
  /** A classic study with groups, checkboxes, a calculated `bmi` and files, and no repeating setup. */
  readonly simple: string;
  readonly title: string;
  readonly idField: string;
  /** Record names, in order. */
  readonly records: readonly string[];
  readonly columns: number;
  /** Fields and records with commas, and the csv that they leave. */
  readonly some: readonly [fields: string, records: string, csv: string];
  /** What comes of fields of record 1, or of the form `health` of record 2, without the record id. */
  readonly bare: readonly [fields: string, csv: string, healthCsv: string];
  /** Labels of record 1, boxes by their own labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** The same boxes by Checked and Unchecked. */
  readonly boxes: Readonly<Record<string, string>>;
  readonly headers: readonly string[];
  /** Filters and the records that they leave. */
  readonly filters: readonly (readonly [logic: string, records: readonly string[]])[];
  readonly lines: number;
  /** The field names of the first record in EAV. */
  readonly linesOfFirst: readonly string[];
  readonly forms: readonly string[];
  /** The fields of the form `health`. */
  readonly healthFields: readonly string[];
  readonly fields: number;
  readonly calculated: readonly string[];
  readonly text: string;
  readonly notes: string;
  readonly file: string;
  readonly groups: readonly (readonly [name: string, uniqueName: string])[];
  readonly nextRecord: string;
  /** A study without records, and one without groups. */
  readonly empty: string;
  readonly groupless: string;
  readonly survey: string;
  readonly surveyHeader: RegExp;
  readonly longitudinal: string;
  readonly armFile: string;
  readonly eventFile: string;
  /** A study whose record names are no numbers, and one whose names begin with the number of their group. */
  readonly nonnumeric: string;
  readonly grouped: string;
  readonly groupedIdField: string;
  /** The group of each of its records, and the record that is alone in the first group once the second was moved. */
  readonly groupOfRecords: readonly string[];
  readonly left: readonly string[];
  readonly movedTo: string;
  readonly nextInGroup: string;
  readonly deletable: string;
  readonly deletableIdField: string;
}

/** REDCapR's own test projects. */
export const ownProjects: RedcapRCast = {
  simple: 'simple',
  title: 'REDCapR: simple',
  idField: 'record_id',
  records: ['1', '2', '3', '4', '5'],
  columns: 25,
  some: [
    'record_id,name_first,name_last,age',
    '1,3,4',
    'record_id,name_first,name_last,age\n1,Nutmeg,Nutmouse,11\n3,Marcus,Wood,80\n4,Trudy,DAG,61\n',
  ],
  bare: [
    'name_first,interpreter_needed',
    'name_first,interpreter_needed\nNutmeg,0\n',
    'height,weight,bmi,comments,mugshot,health_complete\n6,1,277.8,"A mouse character from a good book",mugshot-2.jpg,0\n',
  ],
  labels: {
    redcap_data_access_group: 'dag_1',
    sex: 'Female',
    demographics_complete: 'Complete',
    health_complete: 'Unverified',
    race___1: '',
    race___5: 'White',
    ethnicity: 'NOT Hispanic or Latino',
    interpreter_needed: 'False',
  },
  boxes: { race___1: 'Unchecked', race___5: 'Checked' },
  headers: ['"Race (Select all that apply) (choice=American Indian/Alaska Native)"', '"Street, City, State, ZIP"'],
  filters: [
    ['[age] >= 61', ['3', '4']],
    ["[name_first] = 'John Lee'", ['5']],
    ['[age] > 200', []],
  ],
  lines: 103,
  linesOfFirst: [
    'record_id',
    'name_first',
    'name_last',
    'address',
    'telephone',
    'email',
    'dob',
    'age',
    'sex',
    'demographics_complete',
    'height',
    'weight',
    'comments',
    'mugshot',
    'health_complete',
    'race',
    'ethnicity',
    'interpreter_needed',
    'race_and_ethnicity_complete',
    'bmi',
  ],
  forms: ['demographics', 'health', 'race_and_ethnicity'],
  healthFields: ['height', 'weight', 'bmi', 'comments', 'mugshot'],
  fields: 17,
  calculated: ['age', 'bmi'],
  text: 'address',
  notes: 'comments',
  file: 'mugshot',
  groups: [
    ['dag_1', 'dag_1'],
    ['dag_2', 'dag_2'],
  ],
  nextRecord: '6',
  empty: 'empty-rows',
  groupless: 'checkboxes-1',
  survey: 'survey',
  surveyHeader: /^participant_id,redcap_survey_identifier,prescreening_survey_timestamp,dob,/,
  longitudinal: 'arm-single-longitudinal',
  armFile: 'arm.csv',
  eventFile: 'event.csv',
  nonnumeric: 'nonnumeric-record-id',
  grouped: 'dag',
  groupedIdField: 'record_id',
  groupOfRecords: ['daga', 'daga', 'dagb'],
  left: ['331-1'],
  movedTo: 'dagb',
  nextInGroup: '331-3',
  deletable: 'arm-single-delete',
  deletableIdField: 'record_id',
};

/** Invented studies of the same kinds. */
export const inventedProjects: RedcapRCast = {
  simple: 'lighthouse',
  title: 'Lighthouse keepers',
  idField: 'keeper_id',
  records: ['1', '2', '3', '10'],
  columns: 20,
  some: [
    'keeper_id,name,tower,bmi',
    '1,3,10',
    'keeper_id,name,tower,bmi\n1,"Ada Fern",1,25\n3,"Ines, the younger",3,\n10,"Ole O\'Dell",,\n',
  ],
  bare: [
    'name,medal',
    'name,medal\n"Ada Fern",1\n',
    'height,weight,bmi,sees_well,hears,mood,portrait,health_complete\n180,81.5,25.2,0,,0,"tom reed.png",0\n',
  ],
  labels: {
    tower: 'Skerry',
    alone: 'Yes',
    keeper_complete: 'Complete',
    sees_well: 'True',
    hears: 'Well',
    speaks___1: 'Gaelic',
    speaks___2: '',
    speaks___3: 'Morse, by lamp',
  },
  boxes: { speaks___1: 'Checked', speaks___2: 'Unchecked', speaks___3: 'Checked' },
  headers: ['"Speaks (all that apply) (choice=Morse, by lamp)"', '"Does the keeper live alone?"'],
  filters: [
    ['[bmi] >= 25', ['1', '2']],
    ["[name] = 'Ada Fern'", ['1']],
    ['[weight] > 200', []],
  ],
  lines: 45,
  linesOfFirst: [
    'keeper_id',
    'name',
    'born',
    'tower',
    'alone',
    'letter',
    'keeper_complete',
    'height',
    'weight',
    'sees_well',
    'hears',
    'mood',
    'portrait',
    'health_complete',
    'speaks',
    'speaks',
    'medal',
    'service_complete',
    'bmi',
  ],
  forms: ['keeper', 'health', 'service'],
  healthFields: ['height', 'weight', 'bmi', 'sees_well', 'hears', 'mood', 'portrait'],
  fields: 15,
  calculated: ['bmi'],
  text: 'name',
  notes: 'letter',
  file: 'portrait',
  groups: [
    ['North coast', 'north_coast'],
    ['Islands', 'islands'],
  ],
  nextRecord: '11',
  empty: 'greenhouse',
  groupless: 'bakery',
  survey: 'ferry',
  surveyHeader:
    /^ticket,redcap_repeat_instrument,redcap_repeat_instance,redcap_survey_identifier,boarding_timestamp,mail,/,
  longitudinal: 'glacier',
  armFile: 'arms.csv',
  eventFile: 'events.csv',
  nonnumeric: 'vineyard',
  grouped: 'vineyard',
  groupedIdField: 'plot_id',
  groupOfRecords: ['levage_du_nord', 'levage_du_nord', 'caves_du_sud', 'third_site_with_a_', ''],
  left: ['331-1'],
  movedTo: 'caves_du_sud',
  nextInGroup: '331-11',
  deletable: 'lighthouse',
  deletableIdField: 'keeper_id',
};
