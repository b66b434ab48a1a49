/** The type of an answer that is one result. */
export type AnswerType = 'application/json' | 'application/graphql-response+json';

const RANGES: ReadonlyMap<string, AnswerType> = new Map([
  ['application/json', 'application/json'],
  ['application/graphql-response+json', 'application/graphql-response+json'],
  ['application/*', 'application/json'],
  ['*/*', 'application/json'],
  ['*/json', 'application/json'],
  ['*/graphql-response+json', 'application/graphql-response+json'],
]);

/** The type that an entry of `accept` stands for; undefined for another one, and for another charset than UTF-8. */
const readEntry = (entry: string): AnswerType | undefined => {
  const [range = '', ...parameters] = entry.split(';');
  const charset = parameters.find((parameter) => parameter.includes('charset='));
  return charset === undefined || charset === 'charset=utf-8' ? RANGES.get(range) : undefined;
};

/** The type that the client named first by its `accept`; undefined where it takes neither. Weights do not count: yoga reads none. */
export const chooseAnswerType = (accept: string | null): AnswerType | undefined => {
  if (accept === null || accept === '') return 'application/json';
  for (const entry of accept.replace(/\s/g, '').toLowerCase().split(',')) {
    const type = readEntry(entry);
    if (type !== undefined) return type;
  }
  return undefined;
};
