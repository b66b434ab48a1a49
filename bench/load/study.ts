import { createSandbox } from '../../src/sandbox/http/app.ts';
import { createStore } from '../../src/sandbox/state/store.ts';

/** The study of the benchmarks: one instrument of twenty text fields in four events, so that a record has four rows. */
export const studyEvents = ['baseline', 'visit_1', 'visit_2', 'followup'].map((name) => `${name}_arm_1`);
export const studyFields = Array.from({ length: 20 }, (_field, index) => `f${String(index + 1).padStart(2, '0')}`);
export const studyInstrument = 'main';
export const recordIdField = 'record_id';

const words = ['lorem', 'ipsum', 'dolor', 'sit', 'Ngāti', 'consectetur', 'Māori', 'adipiscing', 'elit', ''];

/** What stands in a field: numbers, dates, words of several scripts, blanks, and text with quotes and line breaks. */
const valueOf = (record: number, event: number, field: number): string => {
  const number = (record * 31 + event * 7 + field * 13) % 997;
  switch (field % 7) {
    case 0:
      return String(number);
    case 1:
      return number % 3 === 0 ? '' : `2024-0${String(1 + (number % 9))}-1${String(number % 10)}`;
    case 2:
      return String(number % 2);
    case 3:
      return (number / 7).toFixed(1);
    case 4:
      return words[number % words.length] ?? '';
    case 5:
      return `2024-03-0${String(1 + (number % 9))} 10:${String(10 + (number % 49))}`;
    default:
      return number % 10 === 0 ? `note, with "quotes" and\na line ${String(number)}` : '';
  }
};

/** The cell of a column in a row; columns that a study of events does not have are undefined. */
export const cellOf = (record: number, event: number, column: string): string | undefined => {
  if (column === recordIdField) return String(record);
  if (column === 'redcap_event_name') return studyEvents[event];
  if (column === `${studyInstrument}_complete`) return '2';
  const field = studyFields.indexOf(column);
  return field === -1 ? undefined : valueOf(record, event, field);
};

/** The REDCap that has the study's design. It has none of its records. */
export interface StudyServer {
  readonly token: string;
  readonly answer: (request: Request) => Promise<Response>;
}

const SUPER_TOKEN = 'B'.repeat(64);

const designOf = (): readonly (readonly [content: string, data: readonly object[]])[] => [
  [
    'metadata',
    [recordIdField, ...studyFields].map((name) => ({
      field_name: name,
      form_name: studyInstrument,
      field_type: 'text',
      field_label: name,
    })),
  ],
  [
    'event',
    studyEvents.map((name, index) => ({
      event_name: name.replace('_arm_1', ''),
      arm_num: 1,
      unique_event_name: name,
      day_offset: index,
    })),
  ],
  ['formEventMapping', studyEvents.map((name) => ({ arm_num: 1, unique_event_name: name, form: studyInstrument }))],
];

/** Makes the study in a sandbox of its own. */
export const createStudyServer = async (): Promise<StudyServer> => {
  const store = createStore({ seed: 'bench', superToken: SUPER_TOKEN });
  const answer = createSandbox(store);
  const post = async (parameters: Readonly<Record<string, string>>): Promise<string> => {
    const body = new URLSearchParams({ format: 'json', returnFormat: 'json', ...parameters });
    const response = await answer(new Request('http://sandbox/api/', { method: 'POST', body }));
    const text = await response.text();
    if (!response.ok) throw new Error(`The study could not be made: ${text}`);
    return text;
  };
  const project = JSON.stringify([{ project_title: 'Benchmark', purpose: 0, is_longitudinal: 1 }]);
  const token = await post({ token: SUPER_TOKEN, content: 'project', data: project });
  for (const [content, data] of designOf()) {
    const override = content === 'event' ? { action: 'import', override: '1' } : {};
    await post({ token, content, ...override, data: JSON.stringify(data) });
  }
  return { token, answer };
};
