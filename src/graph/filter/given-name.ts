/** The form of REDCap's names of fields, and of its unique names of events and instruments. */
const NAME = /^[a-z][a-z0-9_]{0,99}$/;

/** A name that a caller gave, for a message; what is not of a name's form may be a value, and `words` stand for it. */
export const givenName = (text: string, words: string): string => (NAME.test(text) ? text : words);

/** The names in a list that may stand in a message, joined by commas; `words` where there are none. */
export const givenNames = (texts: readonly string[], words: string): string =>
  texts.filter((text) => NAME.test(text)).join(', ') || words;
