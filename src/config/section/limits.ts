import { z } from 'zod';
import type { Limits } from '../../gateway/limits.ts';

const positive = z.int().min(1);

/** What one request may ask, as the file has it. */
export const limitsSchema = z.strictObject({
  bodyBytes: positive.describe('Bytes of a JSON request body.'),
  jsonKeys: positive.describe('Keys of a JSON request body that differ.'),
  jsonParts: positive.describe('Brackets that open, commas and colons of a JSON request body.'),
  queryBytes: positive.describe('Bytes of the query text.'),
  fileBytes: positive.describe('Bytes of one uploaded file.'),
  files: positive.describe('Files of one upload.'),
  tokens: positive.describe('Lexical tokens of a document.'),
  nesting: positive.describe('Brackets inside brackets, in documents and variables.'),
  depth: positive.describe('Fields inside fields.'),
  aliases: positive.describe('Aliased fields of an operation.'),
  rootFields: positive.describe('Fields of the root of an operation.'),
  directives: positive.describe('Directives of an operation.'),
  selections: positive.describe('Selections of an operation with its fragments spread.'),
  comparisons: positive.describe('Pairs of equally named fields that validation would compare.'),
  page: positive.describe('Entries of one page of a connection.'),
  nodes: positive.describe('Nodes that the nested pages of an operation could hold together.'),
  parts: positive.describe('Parts that @defer and @stream may cut one answer into.'),
  streams: positive.describe('Subscriptions that one caller may have open.'),
  errors: positive.describe('Errors of one answer.'),
  headerSeconds: positive.describe('Seconds for the headers of a request to arrive.'),
  bodySeconds: positive.describe('Seconds for a JSON body to arrive.'),
  uploadSeconds: positive.describe('Seconds for an upload to arrive.'),
  uploadSilenceSeconds: positive.describe('Seconds without a byte after which an upload is ended.'),
  stallSeconds: positive.describe('Seconds without a byte after which a client that does not take its answer is cut.'),
  operationSeconds: positive.describe(
    'Seconds after which an operation is answered; writes that were sent, and the looks after them, are not counted.',
  ),
} satisfies Record<keyof Limits, z.ZodType<number>>);
