import { badUserInput } from '../errors.ts';
import { KEY_PATTERN } from './project-key.ts';
import { refuse } from './refusal.ts';

/** The plain address of a table. */
export interface TableAddress {
  readonly project: string;
  /** Arguments of `Project.tableDownload`, as variables. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Media types, of which the client has to take one. */
  readonly mediaTypes: readonly string[];
}

const PATH = new RegExp(
  String.raw`^/projects/(${KEY_PATTERN})/(?:(?:instruments/(\w{1,100}))|(records)|(?:reports/(\d{1,9})))\.(\w{1,20})$`,
);

/** What comes after the project in the address of a table. */
const TABLES = /^\/projects\/[^/]*\/(?:instruments\/|reports\/|records\b)/;

/** Whether a path is meant to be the address of a table. */
export const isTablePath = (path: string): boolean => TABLES.test(path);

interface Format {
  readonly name: string;
  readonly mediaTypes: readonly string[];
}

const formats: Readonly<Record<string, Format>> = {
  csv: { name: 'CSV', mediaTypes: ['text/csv'] },
  ndjson: { name: 'NDJSON', mediaTypes: ['application/x-ndjson', 'application/ndjson', 'application/jsonl'] },
  parquet: { name: 'PARQUET', mediaTypes: ['application/vnd.apache.parquet', 'application/octet-stream'] },
};

const readList = (texts: readonly string[]): string[] => texts.flatMap((text) => text.split(','));

const readOne = ([text = '', ...more]: readonly string[], name: string): string => {
  if (more.length > 0) throw badUserInput(`${name} stands twice in the address: give it once.`, name);
  return text;
};

const readSwitch = (texts: readonly string[], name: string): boolean => {
  const text = readOne(texts, name);
  if (text !== 'true' && text !== 'false') throw badUserInput(`${name} takes true or false.`, name);
  return text === 'true';
};

const readChoice =
  (...choices: readonly string[]) =>
  (texts: readonly string[], name: string): string => {
    const text = readOne(texts, name).toLowerCase();
    if (!choices.includes(text)) throw badUserInput(`${name} takes ${choices.join(' or ')}.`, name);
    return text.toUpperCase();
  };

const readJson = (texts: readonly string[], name: string): unknown => {
  try {
    return JSON.parse(readOne(texts, name)) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badUserInput(`${name} takes the filter as JSON, such as {"field":"age","gte":"40"}.`, name);
  }
};

/** The parameters of an address, which are named like the arguments of the field. */
const parameters: ReadonlyMap<string, (texts: readonly string[], name: string) => unknown> = new Map([
  ['where', readJson],
  ['filterLogic', readOne],
  ['changedSince', readOne],
  ['dataAccessGroups', readList],
  ['events', readList],
  ['fields', readList],
  ['groupColumn', readSwitch],
  ['surveyFields', readSwitch],
  ['values', readChoice('raw', 'labels', 'both')],
  ['columns', readChoice('redcap', 'tidy')],
  ['excelSafe', readSwitch],
  ['summary', readSwitch],
]);

const readParameters = (given: URLSearchParams): Record<string, unknown> => {
  const unknown = [...given.keys()].find((name) => !parameters.has(name));
  if (unknown !== undefined) {
    const known = [...parameters.keys()].join(', ');
    throw badUserInput(`The address has a parameter that no table has; there are ${known}.`, 'parameters');
  }
  return Object.fromEntries(
    [...parameters].filter(([name]) => given.has(name)).map(([name, read]) => [name, read(given.getAll(name), name)]),
  );
};

/** Reads the address of a table. Throws `NOT_FOUND` for another path, 406 for another format and `BAD_USER_INPUT`. */
export const readTableAddress = ({ pathname, searchParams }: URL): TableAddress => {
  const [, project = '', instrument, records, reportId, extension = ''] = PATH.exec(pathname) ?? [];
  if (project === '') {
    const places = 'instruments/<name>.csv, records.csv and reports/<id>.csv';
    throw refuse('NOT_FOUND', `There is no table at this address. Below /projects/<key>/ there are ${places}.`);
  }
  const format = Object.hasOwn(formats, extension) ? formats[extension] : undefined;
  if (format === undefined) {
    throw refuse('BAD_USER_INPUT', `A table has no such format: it ends with .${Object.keys(formats).join(', .')}.`, {
      status: 406,
    });
  }
  return {
    project,
    variables: {
      ...readParameters(searchParams),
      format: format.name,
      ...(instrument === undefined ? {} : { instrument }),
      ...(records === undefined && reportId !== undefined ? { reportId: Number(reportId) } : {}),
    },
    mediaTypes: format.mediaTypes,
  };
};

/** Whether an `Accept` header takes one of these media types. Without a header a client takes everything. */
export const isAccepted = (accept: string | null, mediaTypes: readonly string[]): boolean => {
  if (accept === null || accept.trim() === '') return true;
  const ranges = accept.split(',').flatMap((range) => {
    const [type = '', ...rest] = range.split(';').map((part) => part.trim().toLowerCase());
    return rest.some((part) => /^q=0(?:\.0*)?$/.test(part)) ? [] : [type];
  });
  return mediaTypes.some((type) =>
    ['*/*', `${type.split('/')[0] ?? ''}/*`, type].some((range) => ranges.includes(range)),
  );
};
