/** What a record's name looks like, as an error says it. */
export const RECORD_NAME_FORM =
  'a record name: 1 to 100 characters without control characters, and without blanks at either end';

/** REDCap allows names of up to 100 characters. A control character comes from a mistake and cannot be seen. Half of a surrogate pair cannot be sent. */
export const isRecordName = (text: string): boolean =>
  text.trim() !== '' &&
  text === text.trim() &&
  text.length <= 100 &&
  text.isWellFormed() &&
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  !/[\u0000-\u001f\u007f]/.test(text);
