/** The study of the benchmarks: one instrument of text fields in four events, so that a record has four rows. */
export const studyEvents = ['baseline', 'visit_1', 'visit_2', 'followup'].map((name) => `${name}_arm_1`);
/** Each record has a row in each event. */
export const rowsARecord = studyEvents.length;
export const studyInstrument = 'main';
export const recordIdField = 'record_id';

/** The names of so many fields. */
export const studyFieldsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_field, index) => `f${String(index + 1).padStart(2, '0')}`);

/** The twenty fields that the study has unless more are asked for. */
export const studyFields = studyFieldsOf(20);

/** Values of records repeat after so many, so that the text of a study of any size is ready in little memory. */
export const recordPeriod = 997;

const words = ['lorem', 'ipsum', 'dolor', 'sit', 'Ngāti', 'consectetur', 'Māori', 'adipiscing', 'elit', ''];

/** What stands in a field: numbers, dates, words of several scripts, blanks, and text with quotes and line breaks. */
const valueOf = (record: number, event: number, field: number): string => {
  const number = (record * 31 + event * 7 + field * 13) % recordPeriod;
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

/** The cell of a column in a row of an event, beside the record's name; of an unknown column it is empty. */
export const cellOf = (record: number, event: number, column: string): string => {
  if (column === 'redcap_event_name') return studyEvents[event] ?? '';
  if (column === `${studyInstrument}_complete`) return '2';
  const field = /^f(\d+)$/.exec(column)?.[1];
  return field === undefined ? '' : valueOf(record, event, Number(field) - 1);
};
