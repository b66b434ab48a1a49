import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { codedError, isErrorCode } from '../errors.ts';
import { logEnd } from './access-log.ts';
import { methodRefused } from './answer.ts';
import { authenticate } from './authentication.ts';
import type { CallerPolicy } from './caller.ts';
import { isForeignRead } from './csrf.ts';
import { refusalOf, type DownloadOptions } from './download.ts';
import { fileResponse } from './file-response.ts';
import { refuse } from './refusal.ts';
import { isCost, requestStateOf } from './request-state.ts';
import { isAccepted, isTablePath, readTableAddress, type TableAddress } from './table-address.ts';

/** The operation that every address of a table stands for. The gateway asks it of itself. */
export const TABLE_DOCUMENT = `query TableAddress(
  $project: String! $instrument: String $reportId: Int $where: RecordFilter $filterLogic: RedcapLogic
  $dataAccessGroups: [String!] $changedSince: LocalDateTime $events: [String!] $fields: [String!]
  $groupColumn: Boolean! = false $surveyFields: Boolean! = false $format: TableFormat! $values: TableValues
  $columns: TableColumns! = REDCAP $excelSafe: Boolean! = false $summary: Boolean! = false
) {
  project(key: $project) {
    tableDownload(
      instrument: $instrument reportId: $reportId where: $where filterLogic: $filterLogic
      dataAccessGroups: $dataAccessGroups changedSince: $changedSince events: $events fields: $fields
      groupColumn: $groupColumn surveyFields: $surveyFields format: $format values: $values
      columns: $columns excelSafe: $excelSafe summary: $summary
    ) { downloadUrl }
  }
}`;

/** What the operation answers. */
interface TableAnswer {
  readonly data?: { readonly project?: { readonly tableDownload?: { readonly downloadUrl: string } | null } | null };
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** Sends a request to the gateway itself, for whoever calls from this address. */
export type AskItself = (request: Request, address?: string) => Promise<Response>;

export interface TableOptions extends DownloadOptions {
  readonly ask: AskItself;
}

/** The headers by which a caller is known, and no others. */
const credentials = ({ headers }: Request, { passThrough }: CallerPolicy): Headers => {
  const names = ['authorization', ...(passThrough === null ? [] : [passThrough.header])];
  return new Headers(
    names.flatMap((name): [string, string][] => [[name, headers.get(name) ?? '']]).filter(([, text]) => text !== ''),
  );
};

/** What an address names and is not there is not found; in the graph it is an argument that does not fit. */
const PLACES: readonly unknown[] = ['key', 'project', 'instrument'];

const errorOf = ({ errors }: TableAnswer): GraphQLError => {
  const [error] = errors ?? [];
  if (error === undefined) return refuse('NOT_FOUND', 'There is no such table.');
  const { code, argument, ...extensions } = error.extensions ?? {};
  if (code === 'BAD_USER_INPUT' && PLACES.includes(argument)) return refuse('NOT_FOUND', error.message);
  return codedError(isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR', error.message, { ...extensions, argument });
};

/**
 * Asks the graph for the download address of a table: the same rights, checks, limits and log as for every operation. Throws
 * what the graph answers in its place.
 */
const askForTicket = async (request: Request, address: TableAddress, options: TableOptions): Promise<string> => {
  const headers = credentials(request, options.callers);
  headers.set('content-type', 'application/json');
  headers.set('accept', 'application/json');
  const response = await options.ask(
    new Request(new URL('/graphql', request.url), {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: TABLE_DOCUMENT, variables: { ...address.variables, project: address.project } }),
      signal: request.signal,
    }),
    requestStateOf(request).address,
  );
  const answer = (await response.json()) as TableAnswer;
  const path = answer.data?.project?.tableDownload?.downloadUrl;
  if (path === undefined) throw errorOf(answer);
  return path.slice(path.lastIndexOf('/') + 1);
};

const answerTable = async (
  request: Request,
  url: URL,
  options: TableOptions,
  serverContext: object,
): Promise<Response> => {
  const state = requestStateOf(request);
  if (isForeignRead(request)) throw refuse('FORBIDDEN', 'Another web site made a browser ask for this table.');
  state.caller = await authenticate(request.headers, options.callers);
  const address = readTableAddress(url);
  if (!isAccepted(request.headers.get('accept'), address.mediaTypes)) {
    const message = `This address answers with ${address.mediaTypes[0] ?? ''}, which your Accept header does not take.`;
    throw refuse('BAD_USER_INPUT', message, { status: 406 });
  }
  const ticket = await askForTicket(request, address, options);
  const file = await options.open(ticket, state.caller, request.signal);
  if (file === null) throw refuse('NOT_FOUND', 'The table could not be kept until it was fetched. Ask again.');
  if (isCost(file.cost)) state.cost = file.cost;
  return fileResponse(file, { request, serverContext, packs: options.packs }, (error) => {
    if (error !== undefined) state.codes = [String(options.mask(error).extensions['code'])];
    logEnd(options.log, state);
  });
};

/** Serves tables at plain addresses, for `curl`, spreadsheets and scripts: `/projects/<key>/instruments/<name>.csv` and others. */
export const useTable = (options: TableOptions): Plugin => ({
  async onRequest(hook) {
    const { request, url, serverContext } = hook;
    if (!isTablePath(url.pathname)) return;
    if (request.method !== 'GET') {
      hook.endResponse(methodRefused(request, 'GET', 'Ask for tables by GET.'));
      return;
    }
    try {
      hook.endResponse(await answerTable(request, new URL(request.url), options, serverContext));
    } catch (error) {
      hook.endResponse(refusalOf(request, options.mask(error)));
    }
  },
});
