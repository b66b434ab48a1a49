import { Kind, type ValueNode } from 'graphql';
import { badUserInput } from '../errors.ts';
import { isDate } from '../graph/kind/date.ts';
import { parseDateTime } from '../graph/kind/datetime.ts';
import { builder } from './builder.ts';
import type { UploadedFile } from './upload.ts';

const refuse = (message: string): never => {
  throw badUserInput(message);
};

const textOf = (scalar: string, expected: string, value: unknown): string =>
  typeof value === 'string' ? value : refuse(`${scalar} takes a string: ${expected}.`);

const literalText = (scalar: string, expected: string, node: ValueNode): string =>
  node.kind === Kind.STRING ? node.value : refuse(`${scalar} takes a string: ${expected}.`);

/** A scalar that is text of a checked form, the same in both directions. */
const textScalar = (
  name: 'RecordName' | 'Date' | 'LocalDateTime' | 'Decimal' | 'RedcapLogic',
  description: string,
  expected: string,
  isValid: (text: string) => boolean,
): void => {
  const check = (text: string): string => (isValid(text) ? text : refuse(`${name} expects ${expected}.`));
  builder.scalarType(name, {
    description,
    serialize: (value) => value,
    parseValue: (value) => check(textOf(name, expected, value)),
    parseLiteral: (node) => check(literalText(name, expected, node)),
  });
};

/** REDCap allows names of up to 100 characters; control characters could only come from a mistake. */
const isRecordName = (text: string): boolean =>
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  text.trim() !== '' && text === text.trim() && text.length <= 100 && !/[\u0000-\u001f\u007f]/.test(text);

textScalar(
  'RecordName',
  'A record name exactly as REDCap stores it. Always a string: leading zeros matter. At most 100 characters.',
  'a record name: 1 to 100 characters without blanks at either end',
  isRecordName,
);
textScalar('Date', 'A calendar date, `YYYY-MM-DD`.', 'a calendar date such as 2026-03-31', isDate);
textScalar(
  'LocalDateTime',
  'A date and time of day in the time zone of the REDCap server, without a zone: `YYYY-MM-DDTHH:MM` or `YYYY-MM-DDTHH:MM:SS`. `Project.serverTimeZone` holds the zone where the operator has configured it.',
  'a local date and time such as 2026-03-31T14:05:00, without a zone',
  (text) => parseDateTime(text) !== null,
);
textScalar(
  'Decimal',
  'A decimal number as a string, so that no digit is lost: `-12.50`.',
  'a decimal number in a string, such as "12.50"',
  (text) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text),
);

/** A whole number of JSON, or its digits, as digits. A number of JSON is exact only up to 2 ** 53 - 1. */
const wholeNumber = (value: unknown): string => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) return value;
  return refuse('WholeNumber takes a whole number, such as 12, and as a string where it has more than 15 digits.');
};

builder.scalarType('WholeNumber', {
  description:
    'A whole number. In answers it is a number of JSON between -9007199254740991 and 9007199254740991, which every program reads exactly. In inputs it has any size: `12` or, with more than 15 digits, a string `"12345678901234567890"`.',
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

builder.scalarType('Upload', {
  description:
    'A file of a GraphQL multipart request (https://github.com/jaydenseric/graphql-multipart-request-spec), streamed to REDCap. Only as a variable.',
  serialize: () => refuse('Upload is for input only.'),
  parseValue: (value) => uploadOf(value) ?? refuse('Upload takes a file of a multipart request.'),
  parseLiteral: () => refuse('Upload takes a variable, with the file in a multipart request.'),
});
