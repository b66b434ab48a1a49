import { Refusal, refuseParameter } from '../call/refusal.ts';
import { authenticate, isSuperToken, noPermission } from './authentication.ts';
import { authorize } from './authorization.ts';
import { effectiveRights } from '../call/right.ts';
import type { Format } from '../call/call.ts';
import type { Parameters } from '../call/parameters.ts';
import { implicitImports, sandboxMethods, superMethods } from '../contents/index.ts';
import { appendLog } from '../state/log.ts';
import { ignoreCase } from '../state/caseless-records.ts';
import type { SandboxMethod } from '../call/method.ts';
import type { FormBody } from './form-body.ts';
import { checkBytes, readBody } from './form-body.ts';
import type { SandboxStore } from '../state/store.ts';
import { writeAnswer, writeRefusal } from '../wire/write-answer.ts';
import { actAsSwitched, spellNumbers, spellRefusal } from './variant.ts';

type ReturnFormat = 'json' | 'csv' | 'xml';

/** Receives errors that are the sandbox's own fault. A caller learns only that there was an error. */
type OnError = (error: unknown) => void;

const isReturnFormat = (text: string | undefined): text is ReturnFormat =>
  text === 'json' || text === 'csv' || text === 'xml';

const readLower = (parameters: Parameters, name: string): string | undefined => {
  const text = parameters.text(name)?.trim().toLowerCase();
  return text === '' ? undefined : text;
};

/** The format of errors: the caller's `returnFormat`, else the format of the data, else XML. */
const chooseReturnFormat = (parameters: Parameters): ReturnFormat => {
  const wish = readLower(parameters, 'returnFormat');
  if (isReturnFormat(wish)) return wish;
  const format = readLower(parameters, 'format');
  return isReturnFormat(format) ? format : 'xml';
};

/** Contents whose exports are not logged here. Some write a log entry of their own. */
const unlogged: ReadonlySet<string> = new Set(['file', 'generateNextRecordName', 'record', 'report', 'version']);

/** Contents whose data may also be CDISC ODM. */
const odmContents: ReadonlySet<string> = new Set(['record', 'report']);

const readFormat = (parameters: Parameters, content: string): Format => {
  const format = readLower(parameters, 'format') ?? 'xml';
  const isOdm = format === 'odm' && odmContents.has(content);
  if (!isReturnFormat(format) && !isOdm) return refuseParameter('format');
  const wish = readLower(parameters, 'returnFormat') ?? 'xml';
  if (!isReturnFormat(wish) && wish !== 'odm') return refuseParameter('returnFormat');
  return format;
};

/** The action of a request: `action` itself, an import where `data` alone makes it one, else an export. */
const readAction = (parameters: Parameters, content: string): string => {
  const action = parameters.text('action')?.trim() ?? '';
  if (action !== '') return action;
  return parameters.has('data') && implicitImports.has(content) ? 'import' : 'export';
};

const findMethod = (parameters: Parameters): SandboxMethod => {
  const content = parameters.text('content')?.trim() ?? '';
  const methods = sandboxMethods.filter((method) => method.content === content);
  if (methods.length === 0) return refuseParameter('content');
  const action = readAction(parameters, content);
  const method = methods.find((candidate) => candidate.action === action);
  if (method === undefined)
    return refuseParameter(methods.some((other) => other.action === 'export') ? 'action' : 'data');
  return method;
};

const runSuper = async (store: SandboxStore, parameters: Parameters, returnFormat: ReturnFormat): Promise<Response> => {
  const content = parameters.text('content')?.trim() ?? '';
  const method = superMethods.find((candidate) => candidate.content === content);
  if (method === undefined) {
    if (sandboxMethods.some((candidate) => candidate.content === content)) throw noPermission();
    return refuseParameter('content');
  }
  const format = readFormat(parameters, content);
  const answer = await method.handle({ store, parameters, format, returnFormat });
  return writeAnswer(answer, format, returnFormat, store.variants['xml-control-characters']);
};

const run = async (
  store: SandboxStore,
  body: FormBody,
  returnFormat: ReturnFormat,
  origin: string,
): Promise<Response> => {
  const { parameters, file } = body;
  const token = parameters.text('token') ?? '';
  if (isSuperToken(store, token)) return runSuper(store, parameters, returnFormat);
  const { project, user } = actAsSwitched(authenticate(store, token));
  if (store.variants['record-name-case'] === 'ignored') ignoreCase(project);
  const method = findMethod(parameters);
  const format = readFormat(parameters, method.content);
  const rights = effectiveRights(project, user);
  authorize(method, project, rights);
  const answer = await method.handle({ store, project, user, rights, parameters, file, format, returnFormat, origin });
  if (method.action === 'export' && !unlogged.has(method.content)) {
    appendLog({ store, project, user }, 'Manage/Design ', `${method.logged ?? method.title} (API)`);
  }
  return writeAnswer(spellNumbers(store, answer), format, returnFormat, store.variants['xml-control-characters']);
};

/** The address of the request, with the host that the caller named. Links begin with it. */
const readOrigin = (request: Request): string => {
  const { protocol, host } = new URL(request.url);
  const named = request.headers.get('host') ?? '';
  return `${protocol}//${/^[\w.:[\]-]+$/.test(named) ? named : host}`;
};

const runSafely = async (store: SandboxStore, request: Request, onError: OnError): Promise<Response> => {
  let returnFormat: ReturnFormat = 'xml';
  try {
    const body = await readBody(request);
    returnFormat = chooseReturnFormat(body.parameters);
    checkBytes(body);
    return await run(store, body, returnFormat, readOrigin(request));
  } catch (error) {
    if (error instanceof Refusal) return writeRefusal(spellRefusal(store, error), returnFormat);
    onError(error);
    return writeRefusal({ status: 500, message: 'The sandbox ran into an error of its own' }, returnFormat);
  }
};

const notFound = (): Response =>
  new Response(
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n' +
      '<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n',
    { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } },
  );

/**
 * The sandbox as a function from request to response, without a socket. It never rejects.
 * `POST …/api/` speaks REDCap's API. `/api` redirects to `/api/`. Every other address is a web server's 404 page.
 */
export const createSandbox =
  (store: SandboxStore, onError: OnError = () => undefined): ((request: Request) => Promise<Response>) =>
  async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api') return new Response(null, { status: 301, headers: { location: '/api/' } });
    if (pathname !== '/api/') return notFound();
    if (request.method === 'POST') return runSafely(store, request, onError);
    return writeRefusal({ status: 501, message: 'The requested method is not implemented.' }, 'xml');
  };
