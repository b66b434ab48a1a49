/** One of REDCap's complaints about a value: of which record and column, and in which words. */
export interface Complaint {
  readonly record: string;
  readonly column: string;
  readonly words: string;
}

/** A complaint in REDCap's answer to an import: `"record","field","value","why"`, one after another. */
const COMPLAINT = /"((?:[^"]|"")*)",\s?"((?:[^"]|"")*)",\s?"((?:[^"]|"")*)",\s?"((?:[^"]|"")*)"/g;

const unquote = (text: string): string => text.replaceAll('""', '"');

/** REDCap's complaints about single values, without the values. */
export const readComplaints = (text: string): Complaint[] =>
  [...text.matchAll(COMPLAINT)].map(([, record = '', column = '', , words = '']) => ({
    record: unquote(record),
    column: unquote(column),
    words: unquote(words),
  }));

type Reason = readonly [about: RegExp, sentence: string];

/**
 * Why REDCap refuses a record, by what its words are about. REDCap's words may hold a value. So they are only looked at, and
 * the caller reads one of these sentences.
 */
const recordReasons: readonly Reason[] = [
  [
    /data access group|\bDAGs?\b/i,
    "The record, or the data access group that is given, is not of the group of the token's user. A user of a group writes records of that group alone.",
  ],
  [/\blocked\b/i, 'The record, or the instrument in it, is locked: unlock it in REDCap first.'],
  [/analysis\/cleanup/i, 'The project is in Analysis/Cleanup, where REDCap makes no new records.'],
];

/** Why REDCap refuses a value. A reason stands before those whose words it may also hold. */
const valueReasons: readonly Reason[] = [
  ...recordReasons,
  [/secondary unique/i, 'Another record has this value already, and the field is the Secondary Unique Field.'],
  [/valid category/i, 'The value is none of the codes of the field.'],
  [/not designated/i, 'The instrument is not designated for the event.'],
  [
    /repeating/i,
    'The project repeats this instrument or event in another way than the row says. Where the token may not read what repeats, the operator can configure it (`repeating`).',
  ],
  [/expected format|could not be validated/i, 'The value is not of the form that the validation of the field demands.'],
  [/cannot be imported into it/i, 'REDCap takes no values for a field of this type.'],
  [/record identifier/i, 'REDCap does not take this record name.'],
];

const find = (reasons: readonly Reason[], words: string): string | null =>
  reasons.find(([about]) => about.test(words))?.[1] ?? null;

/** Why REDCap complains about a value, in our words; null where its words are about nothing that is known. */
export const reasonOf = ({ words }: Complaint): string | null => find(valueReasons, words);

/** What stands in quotation marks in REDCap's words may be a value. */
const withoutQuoted = (text: string): string => text.replace(/"[^"]*"/g, '""');

/** The reasons in REDCap's refusal to write a record, each once: those of its complaints, else that of the whole. */
export const reasonsIn = (redcapMessage: string): string[] => {
  const complaints = readComplaints(redcapMessage);
  const found =
    complaints.length === 0 ? [find(recordReasons, withoutQuoted(redcapMessage))] : complaints.map(reasonOf);
  return [...new Set(found.filter((reason) => reason !== null))];
};
