/** What one request may ask of the gateway. Every number has a test that trips it, in `test/gateway/limits.test.ts`. */
export interface Limits {
  /** Bytes of a JSON request body; above it `PAYLOAD_TOO_LARGE`, 413. */
  readonly bodyBytes: number;
  /** Keys of a JSON request body that differ; above it `PAYLOAD_TOO_LARGE`, 413. */
  readonly jsonKeys: number;
  /** Brackets that open, commas and colons of a JSON request body; above it `PAYLOAD_TOO_LARGE`, 413. */
  readonly jsonParts: number;
  /** Bytes of the query text; above it `PAYLOAD_TOO_LARGE`, 413. */
  readonly queryBytes: number;
  /** Bytes of one uploaded file; above it `PAYLOAD_TOO_LARGE`, 413. */
  readonly fileBytes: number;
  /** Files in one multipart request. */
  readonly files: number;
  /** Lexical tokens of the document. */
  readonly tokens: number;
  /** Brackets inside brackets: list and object literals, selection sets, and containers in the variables. */
  readonly nesting: number;
  /** Fields inside fields; a root field has depth 1. */
  readonly depth: number;
  /** Aliased fields of an operation, aliases of `__typename` among them. */
  readonly aliases: number;
  /** Fields of an operation's root, through fragments too. */
  readonly rootFields: number;
  /** Directives of an operation, as often as its fragments are spread. */
  readonly directives: number;
  /** Selections of an operation, as often as its fragments are spread. */
  readonly selections: number;
  /** Pairs of equally named fields that validation would compare: its cost is quadratic in them. */
  readonly comparisons: number;
  /** The largest `first` or `last` of a connection, unless the field's own default is larger. */
  readonly page: number;
  /** Nodes that an operation's nested pages could hold together, by its `first` and `last` arguments. */
  readonly nodes: number;
  /** Parts that `@defer` and `@stream` may cut one answer into. */
  readonly parts: number;
  /** Subscriptions that one caller may have open; above it `RATE_LIMITED`. */
  readonly streams: number;
  /** Errors in one answer. */
  readonly errors: number;
  /** Seconds in which all headers of a request must have come. */
  readonly headerSeconds: number;
  /** Seconds in which a JSON body must have come. */
  readonly bodySeconds: number;
  /** Seconds in which a multipart body must have come. */
  readonly uploadSeconds: number;
  /** Seconds in which at least one byte of a multipart body must come; after a longer silence the upload is ended. */
  readonly uploadSilenceSeconds: number;
  /** Seconds in which a client must take at least one byte of an answer that waits for it; then its connection is cut. */
  readonly stallSeconds: number;
  /** Seconds after which an operation is answered whatever its resolvers do; above the time limits of REDCap calls. */
  readonly operationSeconds: number;
}

/** Limits that a front-end's largest honest operation does not meet. */
export const defaultLimits: Limits = {
  bodyBytes: 10 * 1024 * 1024,
  jsonKeys: 20_000,
  jsonParts: 1_500_000,
  queryBytes: 64 * 1024,
  fileBytes: 100 * 1024 * 1024,
  files: 10,
  tokens: 5_000,
  nesting: 200,
  depth: 15,
  aliases: 30,
  rootFields: 20,
  directives: 50,
  selections: 10_000,
  comparisons: 20_000,
  page: 100,
  nodes: 50_000,
  parts: 1_000,
  streams: 100,
  errors: 50,
  headerSeconds: 15,
  bodySeconds: 30,
  uploadSeconds: 300,
  uploadSilenceSeconds: 10,
  stallSeconds: 60,
  operationSeconds: 150,
};
