/**
 * A REDCap API method as a value: what is sent, whether it may be sent again, and how its answer is read.
 *
 * `read` methods may be repeated and coalesced. A `write` leads to the same end state when repeated but is never
 * repeated blindly. A `once` must never be sent twice. Every REDCap call is a POST, so nothing else can know.
 */
export type MethodKind = 'read' | 'write' | 'once';

/**
 * What REDCap promises to answer: a JSON document, plain text, nothing, or a file's bytes. `json-rows`, `json-cells` and
 * `csv-rows` are lists that are read as they arrive, so that their length costs no memory.
 */
export type MethodBody = 'json' | 'text' | 'empty' | 'file' | 'json-rows' | 'json-cells' | 'csv-rows';

/** A form value; `undefined` is left out, an array becomes `name[0]`, `name[1]`, … An empty array is refused: REDCap reads it as "all". */
export type FormValue = string | number | boolean | readonly (string | number)[] | undefined;

/** The parameters of one call, without `token`, `content`, `action`, `format` and `returnFormat`. */
export type FormFields = Readonly<Record<string, FormValue>>;

/** The one file part of a multipart call; the bytes are streamed and therefore sent at most once. */
export interface FilePart {
  readonly fileName: string;
  readonly contentType: string;
  /** Number of bytes where it is known; the call then has a `Content-Length`, which some PHP servers insist on. */
  readonly size?: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

/** A file that REDCap is sending: name and type come from its `Content-Type` header, the bytes are a stream. */
export interface FileReply {
  readonly fileName: string;
  readonly contentType: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Rows as they arrive, in batches, to be read once. Of `json-rows` a row is an object. Of `json-cells` it is one too, or a
 * `ScannedRow`, whose cells are found and not read. Of `csv-rows` it is a list of cells, and the first row has the names of the
 * columns. Reading throws a `RedcapError` where the rows are broken or do not end.
 */
export type RowBatches = AsyncIterable<readonly unknown[]>;

/** Takes the rows of one answer, batch by batch. What it throws ends the call. */
export interface RowCollector {
  /** No more rows are read before it has ended. It ends at once, unless the answer is an endless one. */
  readonly add: (batch: readonly unknown[]) => undefined | Promise<void>;
  /** What the rows came to, after the last of them; a promise of it only where the answer is an endless one. */
  readonly end: () => unknown;
}

/**
 * A classified, parsed answer. `value` is JSON for `json`, a string for `text`, `undefined` for `empty` and a
 * {@link FileReply} for `file`. For rows it is what the method has collected of them, or {@link RowBatches}.
 */
export interface Reply {
  readonly value: unknown;
}

export interface Method<Args, Result> {
  /** Our name for it in REDCap's own verbs, for example `exportArms`. */
  readonly name: string;
  /** REDCap's `content` parameter. */
  readonly content: string;
  /** REDCap's `action` parameter, where the method has one. */
  readonly action?: string;
  readonly kind: MethodKind;
  readonly body: MethodBody;
  /** REDCap's names of the user rights that the method needs, for documentation and for naming what is missing. */
  readonly rights: readonly string[];
  /** Arguments to form parameters. */
  readonly form: (args: Args) => FormFields;
  /** REDCap's literal refusal (400) that only means "there are none": it is decoded as an empty list. */
  readonly meansNone?: RegExp;
  /** How a file begins. The first bytes decide where REDCap's headers have no file name, or say that a page comes. */
  readonly fileStart?: RegExp;
  /** A file as a caller gets it, who cannot see what is wrong with it: reading the bytes throws where no program could go on. */
  readonly passedOn?: (body: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  /** How a text ends that is believed even behind the warnings that some servers write before an answer. */
  readonly textEnd?: RegExp;
  /** The file part, for the methods that upload one. */
  readonly file?: (args: Args) => FilePart;
  /** True for an answer in rows that may be of any length, because whoever reads it keeps no more than a summary. */
  readonly isEndless?: boolean;
  /**
   * Reads an answer in rows within the call, which may then still be repeated. What it gives is the value that `decode` gets.
   * Without it `decode` gets the batches themselves, which whoever called reads later.
   */
  readonly collect?: (args: Args) => RowCollector;
  /** Answer to result; throws a `RedcapError` with `REDCAP_BAD_RESPONSE` when the answer is not of the promised form. */
  readonly decode: (reply: Reply, args: Args) => Result;
}

/** A method of any arguments and result, for listing. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the arguments are contravariant: no other type holds every method
export type AnyMethod = Method<any, unknown>;

/** REDCap's name of a method: its `content`, with its `action` where it has one. */
export const redcapName = ({ content, action }: Pick<AnyMethod, 'content' | 'action'>): string =>
  action === undefined ? content : `${content}/${action}`;
