import { createHash, randomBytes } from 'node:crypto';
import type { CallingParty } from '../redcap/budget/party.ts';
import { tokenNameOf } from '../redcap/client.ts';
import type { FileReply, Method } from '../redcap/method.ts';
import { methods } from '../redcap/methods/index.ts';
import { createBoundedMap, type BoundedMap } from '../state/bounded-map.ts';
import type { KeptValues } from '../state/kept-values.ts';
import type { Cost } from './cost.ts';
import { noteProgress, readProgress, type DownloadProgress, type TableProgress } from './download-progress.ts';
import { allIdentify, showIdentifiers } from './identifier-read.ts';
import type { ReadAudit, RecallReadAudit } from './read-audit.ts';
import type { ProjectConnection } from './project-source.ts';

/** What is known of a table when its last byte has been read. */
export interface TableEnd {
  readonly complete: boolean;
  readonly rows: number;
}

/** A file on its way. */
export interface DownloadReply extends FileReply {
  /** Of a table: fields that are known not to come. */
  readonly omittedFields?: readonly string[];
  /** Of a table: what it came to. To be asked for when the body has ended. */
  readonly summary?: () => TableEnd;
  /** Of a table: how far it has come. */
  readonly progress?: () => TableProgress;
  /** It is text, which is worth packing, and it holds no credential. */
  readonly mayPack?: boolean;
  /** What the file has cost REDCap so far, where it is more than the call. */
  readonly cost?: Cost;
}

/** Whose token fetches a file, and for whom. */
export interface FileAsker {
  readonly connection: ProjectConnection;
  readonly caller: CallingParty | undefined;
}

/** Makes a file of several calls, by arguments that are plain data. */
export type MakeFile = (
  asker: FileAsker,
  args: unknown,
  signal: AbortSignal | undefined,
  audit: ReadAudit | undefined,
) => Promise<Omit<DownloadReply, 'fileName'>>;

/** A file that can be fetched beside GraphQL: the call that brings it, as plain data. */
export interface DownloadCall {
  /** The name of the method, which has a file for its result, or the name of what makes the file. */
  readonly method: string;
  readonly args: unknown;
  /** The name under which the file is served; REDCap's own unless given. */
  readonly fileName?: string | undefined;
}

/** The name of what makes tables. */
export const TABLE = 'table';

/** A file of REDCap, fetched by a method with these arguments. */
export const downloadCall = <Args>(method: Method<Args, FileReply>, args: Args, fileName?: string): DownloadCall => ({
  method: method.name,
  args,
  fileName,
});

/** What a download address stands for. */
export interface Download {
  /** Fetches the file from REDCap, streamed. */
  readonly open: (signal?: AbortSignal) => Promise<DownloadReply>;
}

/** Short-lived download addresses. */
export interface Downloads {
  /** A new address on the gateway: the path `/files/<ticket>`, behind the gateway's public address where it has one. */
  readonly issue: (
    connection: ProjectConnection,
    call: DownloadCall,
    caller?: CallingParty,
    noted?: unknown,
  ) => Promise<string>;
  /** The download behind a ticket, as often as it is asked for. Null when unknown or too old. */
  readonly find: (ticket: string) => Promise<Download | null>;
  /**
   * How far the file of an address has come, of a table. Null where nobody has fetched it in the last minutes, or where this is
   * no address of a download.
   */
  readonly progress: (address: string) => Promise<DownloadProgress | null>;
}

export interface DownloadsOptions {
  readonly values: KeptValues;
  /** What comes before the path of an address: the gateway's own address, as callers know it. Nothing unless given. */
  readonly base?: string | undefined;
  /**
   * The operator's projects with the narrowings of callers; none unless given. Each gateway that has such a project serves its
   * files, whichever gateway offered the address.
   */
  readonly configured?: (() => readonly ProjectConnection[]) | undefined;
  /** What makes files of several calls, by name. */
  readonly makers: Readonly<Record<string, MakeFile>>;
  readonly maxAgeMs: number;
  /** A clock in milliseconds that only grows. */
  readonly now: () => number;
  /** Notes who fetches what; nothing is noted unless given. */
  readonly recallAudit?: RecallReadAudit | undefined;
}

/** What is kept of an address; whose token fetches the file is said by its fingerprint. */
interface Ticket extends DownloadCall {
  readonly token: string;
  /** Who asked for the address; nobody is named unless given. */
  readonly caller?: CallingParty | undefined;
  /** The same for the audit, where there is one. */
  readonly noted?: unknown;
}

/** About what one REDCap client takes besides its name, in bytes. */
const CLIENT_BYTES = 1_000;
const MAX_CLIENT_BYTES = 20_000_000;
const SPACE = 'download';

/** Only the address knows its ticket: who can read the state cannot use it. */
const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64url');

/** So much of a file whose form is known is looked at before it is passed on. A fault there is an error, and no broken file. */
const LOOKED_AT_BYTES = 1_000_000;

/** The same bytes, once the first of them have come without an error. */
const lookAhead = async (body: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> => {
  const rest = body[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < LOOKED_AT_BYTES) {
    const next = await rest.next();
    if (next.done === true) break;
    first.push(next.value);
    size += next.value.byteLength;
  }
  return (async function* () {
    try {
      yield* first;
      yield* { [Symbol.asyncIterator]: () => rest };
    } finally {
      await rest.return?.();
    }
  })();
};

const open = async (
  connection: ProjectConnection,
  { method: name, args, fileName, caller }: Ticket,
  makers: DownloadsOptions['makers'],
  audit: ReadAudit | undefined,
  signal?: AbortSignal,
): Promise<DownloadReply> => {
  const make = makers[name];
  if (make !== undefined) {
    return { ...(await make({ connection, caller }, args, signal, audit)), fileName: fileName ?? name };
  }
  const method = methods.find((one) => one.name === name) as Method<unknown, FileReply> | undefined;
  if (method === undefined) throw new Error(`There is no method ${name} to download by.`);
  const read = showIdentifiers(method, args, undefined, allIdentify);
  if (read !== null) await audit?.note({ key: connection.key, token: tokenNameOf(connection.redcap) }, read);
  const reply = await connection.redcap.call(method, args, { signal, caller });
  const checked = method.passedOn?.(reply.body) ?? reply.body;
  const body = method.fileStart === undefined ? checked : await lookAhead(checked);
  return { ...reply, body, ...(fileName === undefined ? {} : { fileName }) };
};

/** Names a connection without its token. */
const nameOf = ({ host, redcap, key }: ProjectConnection): string => `${host} ${redcap.fingerprint} ${key}`;

/**
 * An empty set of addresses. What an address stands for is plain data, without the token: no state holds a token. A client of a
 * caller's own token stays in this process, so that this gateway alone serves the address.
 */
export const createDownloads = (options: DownloadsOptions): Downloads => {
  const { values, base = '', configured = () => [], makers, maxAgeMs, now, recallAudit } = options;
  const connections: BoundedMap<ProjectConnection> = createBoundedMap({ maxBytes: MAX_CLIENT_BYTES, now });
  const findConnection = (token: string): ProjectConnection | undefined =>
    connections.get(token) ?? configured().find((connection) => nameOf(connection) === token);
  return {
    issue: async (connection, call, caller, noted) => {
      const ticket = randomBytes(24).toString('base64url');
      const token = nameOf(connection);
      connections.set(token, connection, CLIENT_BYTES, maxAgeMs);
      const kept: Ticket = { ...call, token, caller, noted };
      await values.set(SPACE, hashOf(ticket), kept, { maxAgeMs });
      return `${base}/files/${ticket}`;
    },
    find: async (ticket) => {
      const known = await values.get<Ticket>(SPACE, hashOf(ticket));
      // An address that another gateway alone can serve is left to it.
      const connection = known === null ? undefined : findConnection(known.value.token);
      if (known === null || connection === undefined) return null;
      const audit = recallAudit?.(known.value.noted);
      return {
        open: async (signal) => {
          const reply = await open(connection, known.value, makers, audit, signal);
          const { progress, summary } = reply;
          if (progress === undefined || summary === undefined) return reply;
          return { ...reply, body: noteProgress({ ...reply, progress, summary }, values, hashOf(ticket), now) };
        },
      };
    },
    progress: (address) => readProgress(values, hashOf(address.slice(address.lastIndexOf('/') + 1))),
  };
};

/** The addresses that are issued to one caller: as the call budget knows them, and as the audit does. */
export const downloadsFor = (downloads: Downloads, caller: CallingParty, noted: unknown): Downloads => ({
  ...downloads,
  issue: (connection, call) => downloads.issue(connection, call, caller, noted),
});
