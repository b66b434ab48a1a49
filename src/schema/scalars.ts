import { Kind } from 'graphql';
import { codedError } from '../errors.ts';
import { isDate } from '../graph/kind/date.ts';
import { parseDateTime } from '../graph/kind/datetime.ts';
import { isRecordName, RECORD_NAME_FORM } from '../graph/record/name.ts';
import { builder } from './builder.ts';
import type { UploadedFile } from './upload.ts';

/** The refusal of what a scalar does not take. It says what is expected, and nothing of what was given. */
const refuse = (scalar: string, expected: string): never => {
  throw codedError('BAD_USER_INPUT', `${scalar} expects ${expected}.`);
};

/** A scalar that is text of a checked form, the same in both directions. The gateway reads what it expects as an extension. */
const textScalar = (
  name: 'RecordName' | 'Date' | 'LocalDateTime' | 'Decimal' | 'RedcapLogic',
  description: string,
  form: string,
  isValid: (text: string) => boolean,
): void => {
  const expected = `${form}, as a string`;
  const check = (text: string | null): string => (text !== null && isValid(text) ? text : refuse(name, expected));
  builder.scalarType(name, {
    description,
    extensions: { expected },
    serialize: (value) => value,
    parseValue: (value) => check(typeof value === 'string' ? value : null),
    parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : null),
  });
};

textScalar(
  'RecordName',
  'A record name exactly as REDCap stores it. Always a string: leading zeros matter. At most 100 characters, none of them a control character such as a tab.',
  RECORD_NAME_FORM,
  isRecordName,
);
textScalar('Date', 'A calendar date, `YYYY-MM-DD`.', 'a calendar date such as 2026-03-31', isDate);
textScalar(
  'LocalDateTime',
  'A date and time of day in the time zone of the REDCap server, without a zone: `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS`. `Project.serverTimeZone` holds the zone where the operator has configured it.',
  'a local date and time such as 2026-03-31T14:05:00 without a zone',
  (text) => parseDateTime(text) !== null,
);
textScalar(
  'Decimal',
  'A decimal number as a string, so that no digit is lost: `-12.50`.',
  'a decimal number such as "12.50"',
  (text) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text),
);

const expectedWhole = 'a whole number such as 12, as a string where it has more than 15 digits';

/** A whole number of JSON, or its digits, as digits. A number of JSON is exact only up to 2 ** 53 - 1. */
const wholeNumber = (value: unknown): string => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) return value;
  return refuse('WholeNumber', expectedWhole);
};

builder.scalarType('WholeNumber', {
  description:
    'A whole number. In answers it is a number of JSON between -9007199254740991 and 9007199254740991, which every program reads exactly. In inputs it has any size: `12` or, with more than 15 digits, a string `"12345678901234567890"`.',
  extensions: { expected: expectedWhole },
  serialize: (value) => value,
  parseValue: wholeNumber,
  // A literal has all its digits, however many.
  parseLiteral: (node) => wholeNumber(node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : null),
});
textScalar(
  'RedcapLogic',
  'REDCap logic in REDCap\'s own words, for example `[age] > 30 and [sex] = "1"`. REDCap evaluates it for each row, not for each record.',
  'REDCap logic of at most 10,000 characters',
  (text) => text.trim() !== '' && text.length <= 10_000,
);

/** The file that a variable of a multipart request stands for: the request's parser puts an object with its promise there. */
const uploadOf = (value: unknown): Promise<UploadedFile> | null =>
  typeof value === 'object' && value !== null && 'promise' in value && value.promise instanceof Promise
    ? (value.promise as Promise<UploadedFile>)
    : null;

const EXPECTED_UPLOAD = 'a variable that stands for a file of a multipart request';

builder.scalarType('Upload', {
  description:
    'A file of a GraphQL multipart request (https://github.com/jaydenseric/graphql-multipart-request-spec), streamed to REDCap. Only as a variable.',
  extensions: { expected: EXPECTED_UPLOAD },
  serialize: () => refuse('Upload', EXPECTED_UPLOAD),
  parseValue: (value) => uploadOf(value) ?? refuse('Upload', EXPECTED_UPLOAD),
  parseLiteral: () => refuse('Upload', EXPECTED_UPLOAD),
});
