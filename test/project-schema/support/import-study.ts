import type { Design } from '../../../src/graph/design/design.ts';
import type { MetadataRow } from '../../../src/redcap/methods/metadata.ts';
import { choices, designOf, eventRow, metadataRow, validated } from '../../graph/support/design.ts';
import type { Answer, Study } from '../../support/study.ts';

/** importRecords with all that it answers. */
export const IMPORT = `mutation Import($input: ImportRecordsInput!) {
  importRecords(input: $input) {
    dryRun createdCount updatedCount unchangedCount rejectedCount
    rows { index path clientRef record repeatInstance outcome changes { name outcome isErased } errors { code path message } }
    errors { code path message }
  }
}`;

/** Imports in the project's own schema; answers the payload. */
export const importTyped = async (study: Study, input: Readonly<Record<string, unknown>>): Promise<Answer['data']> => {
  const { data, errors } = await study.runTyped(IMPORT, { input });
  if (errors[0] !== undefined) throw errors[0];
  return data.importRecords;
};

const kinds: readonly MetadataRow[] = [
  metadataRow('id', 'kinds', 'text'),
  metadataRow('word', 'kinds', 'text'),
  metadataRow('story', 'kinds', 'notes'),
  metadataRow('count', 'kinds', 'text', validated('integer')),
  metadataRow('weight', 'kinds', 'text', validated('number_1dp')),
  metadataRow('sodium', 'kinds', 'text', validated('number_2dp_comma_decimal')),
  metadataRow('day', 'kinds', 'text', validated('date_mdy')),
  metadataRow('moment', 'kinds', 'text', validated('datetime_dmy')),
  metadataRow('second', 'kinds', 'text', validated('datetime_seconds_ymd')),
  metadataRow('clock', 'kinds', 'text', validated('time')),
  metadataRow('agreed', 'kinds', 'yesno'),
  metadataRow('eligible', 'kinds', 'truefalse'),
  metadataRow('sex', 'kinds', 'radio', choices('0, Female | 1, Male')),
  metadataRow('site', 'kinds', 'dropdown', choices('-1, Elsewhere | a b, Here')),
  metadataRow('race', 'kinds', 'checkbox', choices('1, Asian | -4, Other | a, Not told')),
  metadataRow('pain', 'kinds', 'slider'),
  metadataRow('bmi', 'kinds', 'calc', choices('[weight] / 4')),
  metadataRow('computed', 'kinds', 'text', { field_annotation: '@CALCTEXT([word])' }),
  metadataRow('scan', 'kinds', 'file'),
  metadataRow('signed', 'kinds', 'file', validated('signature')),
  metadataRow('welcome', 'kinds', 'descriptive'),
];

/** A classic project with a field of every kind on `kinds`. */
export const designOfAllKinds = (): Design =>
  designOf(kinds, { project: { missing_data_codes: 'UNK, Unknown | -99, Lost' } });

const repeats = (event_name: string, form_name: string) => ({ event_name, form_name, custom_form_label: '' });

/**
 * A longitudinal project in which `visit` is plain in one event and repeats in another. It is also in a third event, which
 * repeats as a whole. `rows` and its variables have names that the graph cannot have.
 */
export const designOfPlacesAndNames = (): Design =>
  designOf(
    [
      metadataRow('id', 'visit', 'text'),
      metadataRow('pulse', 'visit', 'text', validated('integer')),
      metadataRow('status', 'rows', 'text'),
      metadataRow('21_day', 'rows', 'text'),
      metadataRow('constructor', 'rows', 'checkbox', choices('1, A | 2, B')),
      metadataRow('größe', 'rows', 'yesno'),
      metadataRow('true', 'rows', 'text'),
      metadataRow('report', 'papers', 'file'),
    ],
    {
      project: { is_longitudinal: true, has_repeating_instruments_or_events: true, missing_data_codes: 'UNK, Unknown' },
      arms: [{ arm_num: 1, name: 'A' }],
      events: [eventRow('plain_arm_1'), eventRow('series_arm_1'), eventRow('21_day_arm_1')],
      mappings: [
        ['plain_arm_1', 'visit'],
        ['plain_arm_1', 'papers'],
        ['series_arm_1', 'visit'],
        ['21_day_arm_1', 'visit'],
        ['21_day_arm_1', 'rows'],
      ].map(([unique_event_name = '', form = '']) => ({ arm_num: 1, unique_event_name, form })),
      repeating: [repeats('series_arm_1', 'visit'), repeats('21_day_arm_1', '')],
    },
  );
