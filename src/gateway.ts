import type { RequestListener } from 'node:http';
import { NoSchemaIntrospectionCustomRule, type GraphQLSchema } from 'graphql';
import { createYoga, type Plugin, type YogaInitialContext } from 'graphql-yoga';
import { useAccessLog, useStreamLog, type Log } from './gateway/access-log.ts';
import { useAuthentication } from './gateway/authentication.ts';
import { useBody } from './gateway/request-body.ts';
import { isOpen, type CallerPolicy } from './gateway/caller.ts';
import { createClientAddress, type TrustedProxies } from './gateway/client-address.ts';
import type { GatewayClock } from './gateway/clock.ts';
import { createPackPermission, useCompression } from './gateway/compression.ts';
import { createOrigins, useCors, type CorsPolicy, type Origins } from './gateway/cors.ts';
import { useCsrfProtection } from './gateway/csrf.ts';
import { createDocumentCache, useDocumentCache } from './gateway/document-cache.ts';
import { useDownload, type OpenDownload } from './gateway/download.ts';
import { TABLE_DOCUMENT, useTable, type AskItself } from './gateway/table.ts';
import { chooseForYoga, createSchemaChoice, ENDPOINT_PATTERN, useEndpoints } from './gateway/endpoint.ts';
import type { CreateContext, ProjectSchema } from './gateway/endpoint.ts';
import { begunOf, type HandedContext } from './gateway/handover.ts';
import { createHotForm, type AnswerByYoga, type HotFormParts } from './gateway/hot/form.ts';
import { requestStateOf, useRequestState } from './gateway/request-state.ts';
import { useGraphiqlPage, type GraphiqlPolicy } from './gateway/graphiql.ts';
import { guard } from './gateway/guard.ts';
import { useHeaders } from './gateway/headers.ts';
import { useHealth, type Readiness } from './gateway/health.ts';
import { isLoopback, useOwnHostOnly } from './gateway/host.ts';
import type { Limits } from './gateway/limits.ts';
import { findPlainDocument, knowing, type FindDocument } from './gateway/trusted-document/trusted-document.ts';
import { useMemoryGuard, type MemoryGuard } from './gateway/memory-guard.ts';
import { readPublicAddress, takeOffPrefix } from './gateway/public-address.ts';
import { createErrorMask, useMasking, type ErrorMask, type ExplainError } from './gateway/masking.ts';
import { useDocumentLimits, useOperation } from './gateway/operation.ts';
import { usePartsBody } from './gateway/part/body.ts';
import { isForAll, type SchemaReaders } from './gateway/schema-reader.ts';
import { listen, type Address, type Listener } from './gateway/server.ts';
import { useTrigger, type FindTrigger } from './gateway/trigger.ts';
import { useWorkbench, type WorkbenchPolicy } from './gateway/workbench.ts';
import { explainUpload } from './gateway/upload.ts';
import { ANSWER_MS, useShutdown, type StopOptions, type Stoppage } from './gateway/stop.ts';
import { useEventStream } from './gateway/event-stream.ts';
import { OpenStreams, type Sight } from './gateway/open-stream.ts';
import { OperationsUnderWay } from './gateway/under-way.ts';

/** What a gateway is made of. It knows GraphQL and HTTP; what the schema's resolvers talk to is theirs. */
export interface GatewayOptions {
  /** The schema at `/graphql`, the same for everybody. */
  readonly schema: GraphQLSchema;
  /** The schema at `/projects/<key>/graphql`. */
  readonly projectSchema: ProjectSchema;
  readonly createContext: CreateContext;
  readonly limits: Limits;
  /** Finds the document of a request; a request has its text unless given. */
  readonly findDocument?: FindDocument | undefined;
  readonly callers: CallerPolicy;
  /** What a caller may see, so that a stream ends when that changes; always the same unless given. */
  readonly sees?: Sight;
  readonly cors: CorsPolicy;
  /** The address under which callers know the gateway, without a slash at its end; null where nothing stands before it. */
  readonly publicUrl: string | null;
  /** The proxies before the gateway, whose word counts for who called; nobody's unless given. */
  readonly trustedProxies?: TrustedProxies | undefined;
  readonly graphiql: GraphiqlPolicy;
  /** The page for browsers at `/`, and where it and GraphiQL were built; neither is there unless given. */
  readonly workbench?: WorkbenchPolicy | undefined;
  /** Whether answers are packed for clients that accept it. */
  readonly compression: boolean;
  /** Whether the schema may be read through the API; GraphiQL needs it. */
  readonly introspection: SchemaReaders;
  readonly log: Log;
  readonly clock: GatewayClock;
  readonly readiness: Readiness;
  /** Refuses requests while the memory is short. */
  readonly memoryGuard: Pick<MemoryGuard, 'isShort'>;
  readonly download: OpenDownload;
  /** What REDCap's Data Entry Triggers do; there are none unless given. */
  readonly trigger?: FindTrigger | undefined;
  /** The table from what resolvers throw to coded errors; what it does not know is answered as `INTERNAL_SERVER_ERROR`. */
  readonly explainError: ExplainError;
  /** False leads all requests through yoga, for the test that holds both ways to the same answers. No setting of operators. */
  readonly hotForm?: boolean;
}

/** A gateway that can be called, with or without a socket. */
export interface Gateway {
  /** Answers a request without a socket, as tests do. */
  fetch(request: Request): Promise<Response>;
  /** Listens; rejects with one sentence for the operator when it cannot. Refuses addresses beyond loopback when open. */
  listen(address: Address): Promise<{ readonly url: string }>;
  /**
   * Stops accepting, finishes what is under way within `graceMs`, answers the rest as unfinished, and cuts what is left then.
   * It does so once, whoever asks.
   */
  close(graceMs: number, options?: StopOptions): Promise<void>;
}

/** Memory for parsed documents: some thousand of the size that front-ends send. */
const DOCUMENT_CACHE_BYTES = 64 * 1024 * 1024;

const useHiddenSchema = (): Plugin => ({
  onValidate(hook) {
    hook.addValidationRule(NoSchemaIntrospectionCustomRule);
  },
});

/** What yoga's plugins and the hot form work with. */
interface GatewayParts extends HotFormParts {
  readonly origins: Origins;
}

const pluginsOf = (options: GatewayOptions, maskError: ErrorMask, parts: GatewayParts, ask: AskItself): Plugin[] => {
  const { limits, callers } = options;
  const { documents, stoppage } = parts;
  const publicAddress = readPublicAddress(options.publicUrl);
  const files = { open: options.download, callers, mask: maskError, log: options.log, packs: options.compression };
  const extraHeaders = callers.passThrough === null ? [] : [callers.passThrough.header];
  const facts = { callers, publicAddress, graphiql: options.graphiql.enabled };
  return [
    // Answers pass these in the same order: the log, which is written last, comes after what sets headers.
    useRequestState(options.clock, (context) => begunOf(context, parts.addressOf)),
    useHeaders(),
    useCors(parts.origins, extraHeaders),
    useCompression(parts.mayPack),
    useAccessLog(options.log),
    ...(isOpen(callers) ? [useOwnHostOnly(publicAddress)] : []),
    useShutdown(stoppage),
    useMemoryGuard(options.memoryGuard),
    useHealth({ readiness: options.readiness, callers, isStopping: stoppage.isAsked }),
    useDownload(files),
    useTable({ ...files, ask }),
    ...(options.trigger === undefined ? [] : [useTrigger(options.trigger)]),
    useWorkbench(options.workbench, facts),
    useGraphiqlPage({ ...facts, readers: options.introspection, folder: options.workbench?.folder }),
    useEndpoints(),
    useCsrfProtection(),
    useAuthentication(callers),
    useBody(parts),
    useDocumentCache(documents),
    useDocumentLimits(limits, isForAll(options.introspection)),
    ...(options.introspection === false ? [useHiddenSchema()] : []),
    useOperation(parts, parts.rules, documents),
    useMasking(limits.errors, maskError),
    useStreamLog(options.log),
    usePartsBody(),
    useEventStream(options.clock),
  ];
};

const partsOf = (options: GatewayOptions, stoppage: Stoppage): GatewayParts => {
  const origins = createOrigins(options.cors, options.publicUrl, options.log);
  return {
    origins,
    log: options.log,
    markOrigin: origins.mark,
    stoppage,
    memoryGuard: options.memoryGuard,
    underWay: new OperationsUnderWay(),
    streams: new OpenStreams(options),
    callers: options.callers,
    limits: options.limits,
    // What the gateway asks itself needs no manifest.
    findDocument: knowing(TABLE_DOCUMENT, options.findDocument ?? findPlainDocument),
    clock: options.clock,
    addressOf: createClientAddress(options.trustedProxies ?? { addresses: [], header: 'x-forwarded-for' }),
    documents: createDocumentCache(DOCUMENT_CACHE_BYTES),
    schemaReaders: options.introspection,
    rules: { showsSchema: isForAll(options.introspection), most: options.limits.errors },
    chooseSchema: createSchemaChoice(options.schema, options.createContext, options.projectSchema),
    mayPack: createPackPermission(options.compression),
  };
};

const createRequestHandler = (options: GatewayOptions, parts: GatewayParts, ask: AskItself) => {
  const maskError = createErrorMask((error) => explainUpload(error) ?? options.explainError(error));
  return createYoga<HandedContext>({
    schema: chooseForYoga(parts.chooseSchema),
    graphqlEndpoint: ENDPOINT_PATTERN,
    plugins: pluginsOf(options, maskError, parts, ask).map(guard),
    // Yoga's own parts that ours stand in for, because theirs are unsafe by default or say too much.
    cors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    logging: false,
    batching: false,
    maxRequestBodySize: false,
    healthCheckEndpoint: '/health/yoga',
    maskedErrors: { maskError },
    parserAndValidationCache: false,
    context: ({ request }: YogaInitialContext) => requestStateOf(request).context ?? {},
  });
};

/** Composes a gateway; nothing runs until `listen` or `fetch`. */
export const createGateway = (options: GatewayOptions): Gateway => {
  let listener: Listener | undefined;
  let closing: Promise<void> | undefined;
  let isClosed = false;
  const ask: AskItself = async (request, address) => yoga.fetch(request, { address });
  const parts = partsOf(options, { isAsked: () => closing !== undefined, isClosed: () => isClosed });
  const yoga = createRequestHandler(options, parts, ask);
  const answerByYoga: AnswerByYoga = (req, res, handed) => void yoga(req, res, { handed });
  const answer = options.hotForm === false ? answerByYoga : createHotForm(parts, answerByYoga);
  const { log, clock } = options;

  const drain = async (milliseconds: number): Promise<void> => {
    if (milliseconds === 0 || listener === undefined) return;
    log.info({ seconds: milliseconds / 1000 }, 'stopping: not ready any more, and still taking requests');
    await new Promise<void>((resolve) => clock.after(milliseconds, resolve));
  };

  const close = async (
    graceMs: number,
    { drainMs = 0, answerMs = ANSWER_MS, endCalls }: StopOptions,
  ): Promise<void> => {
    await drain(drainMs);
    isClosed = true;
    parts.streams.endAll();
    log.info({ seconds: graceMs / 1000 }, 'stopping: no new requests, finishing those under way');
    const result = await listener?.close([
      { waitMs: graceMs, run: () => endCalls?.() },
      { waitMs: endCalls === undefined ? 0 : answerMs, run: () => parts.underWay.endAll() },
      { waitMs: answerMs },
    ]);
    if (result?.late === true)
      log.warn({}, 'stopping: the grace was over, and what was left was answered as unfinished');
    if (result?.cut === true) log.warn({}, 'stopping: requests that did not take their answer were cut');
    await yoga.dispose();
    log.info({}, 'stopped');
  };

  return {
    fetch: async (request) => yoga.fetch(request),
    async listen(address) {
      if (isOpen(options.callers) && !isLoopback(address.host)) {
        throw new Error(
          `Refusing to listen on ${address.host}: nobody would need a credential. ` +
            'Configure API keys or pass-through of REDCap tokens, or listen on 127.0.0.1.',
        );
      }
      const publicAddress = readPublicAddress(options.publicUrl);
      const receive: RequestListener = (req, res) => {
        takeOffPrefix(req, publicAddress);
        void answer(req, res);
      };
      listener = await listen(receive, address, options.limits, clock);
      log.info({ port: Number(new URL(listener.url).port) }, 'listening');
      return { url: listener.url };
    },
    close: (graceMs, stop = {}) => (closing ??= close(graceMs, stop)),
  };
};
