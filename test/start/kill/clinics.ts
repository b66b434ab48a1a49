import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashApiKey } from '../../../src/gateway/api-key.ts';
import { createFolder } from '../../support/data-folder.ts';
import { startStudy, type Study } from '../../support/study.ts';
import { isWrite, storedIn } from '../../support/study-write.ts';
import { inputTypeOf, lifeClinic, mutationCases, type MutationCase } from '../../writers/life/mutation.ts';

const API_KEY = 'rgk_of_who_is_killed';

/** A mutation with a clinic of its own, so that no mutation waits for another one. */
export interface Clinic {
  readonly mutation: MutationCase;
  /** Its key in the gateway. */
  readonly key: string;
  readonly study: Study;
  /** How many writes REDCap was sent since the clinic is watched. */
  readonly writes: () => number;
  /** Whether it stores something else than it did when it began to be watched. */
  readonly hasChanged: () => boolean;
  /** Kept once its write has been sent: a write that is held is held from then on. */
  readonly reached: Promise<void>;
  /** Counts writes and notes what is stored from now on. */
  readonly watch: () => void;
  /** Does the write that is held, if there is one, and holds none from now on. */
  readonly release: () => Promise<unknown>;
}

/** Starts the clinic of a mutation. A REDCap that holds does a write once it is released, and never answers it. */
const startClinic = async (mutation: MutationCase, key: string, holds: boolean): Promise<Clinic> => {
  let [isWatched, isHolding] = [false, holds];
  let [writes, before] = [0, ''];
  let commit = (): Promise<unknown> => Promise.resolve();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const study = await startStudy({
    project: lifeClinic,
    intercept: async (call, answer, left) => {
      if (!isWatched || !isWrite(call)) return answer();
      writes += 1;
      reach();
      if (!isHolding) return answer();
      commit = answer;
      await left;
      return 'reset';
    },
  });
  return {
    mutation,
    key,
    study,
    writes: () => writes,
    hasChanged: () => storedIn(study) !== before,
    reached,
    watch: () => {
      before = storedIn(study);
      isWatched = true;
    },
    release: () => {
      isHolding = false;
      return commit();
    },
  };
};

/** Starts a clinic for every mutation. Every second REDCap does at once what it is sent; the others hold it. */
export const startClinics = (): Promise<readonly Clinic[]> =>
  Promise.all(mutationCases.map((mutation, at) => startClinic(mutation, `c${String(at)}`, at % 2 === 1)));

/** The secret of the gateways. */
export const SECRET = 's'.repeat(32);

/** Where a gateway keeps its state: in a folder, or in a Redis. */
export type Place = { readonly data: string } | { readonly redis: string };

/** The arguments and the environment of a gateway that has all clinics as projects. */
export const gatewayOf = (clinics: readonly Clinic[], place: Place) => {
  const config = join(createFolder(), 'gateway.json');
  const maker = clinics.find(({ mutation }) => mutation.name === 'createProject');
  const apiKey = {
    name: 'all',
    hash: `sha256:${hashApiKey(API_KEY)}`,
    projects: clinics.map(({ key }) => key),
    scopes: ['read', 'write', 'createProject'],
  };
  writeFileSync(
    config,
    JSON.stringify({
      projects: clinics.map(({ key, study }) => ({ key, url: study.url, token: { env: `TOKEN_${key}` } })),
      projectCreation: { url: maker?.study.url, superToken: { env: 'SUPER' } },
      callers: { apiKeys: [apiKey] },
      secret: { env: 'SECRET' },
      graphiql: false,
      redcap: { callsPerMinute: 6_000 },
      // A machine that runs all tests at once lets a process wait.
      ...('redis' in place ? { redis: { url: place.redis, share: 0.3, timeoutMs: 1_500 } } : {}),
    }),
  );
  return {
    argv: ['--port', '0', '--config', config, '--data', 'data' in place ? place.data : ':memory:'],
    env: {
      SECRET,
      SUPER: maker?.study.store.superToken ?? '',
      ...Object.fromEntries(clinics.map(({ key, study }) => [`TOKEN_${key}`, study.owner.token ?? ''])),
    },
  };
};

interface Upload {
  readonly promise: Promise<{ readonly filename: string; readonly createReadStream: () => AsyncIterable<Buffer> }>;
}

const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && 'promise' in value && value.promise instanceof Promise;

/** A request of a mutation: with a file as the specification of multipart requests has it, else as JSON. */
const requestOf = async (
  query: string,
  input: Readonly<Record<string, unknown>>,
  name: string,
): Promise<RequestInit> => {
  // A gateway that stops requests at a step knows them by their names.
  const headers = { authorization: `Bearer ${API_KEY}`, 'apollo-require-preflight': '1', 'x-stops-as': name };
  const { file } = input;
  const variables = { input: { ...input, ...(isUpload(file) ? { file: null } : {}) } };
  const operations = JSON.stringify({ query, variables });
  if (!isUpload(file)) {
    return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: operations };
  }
  const { filename, createReadStream } = await file.promise;
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream()) chunks.push(chunk);
  const body = new FormData();
  body.append('operations', operations);
  body.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
  body.append('0', new Blob(chunks.map((chunk) => new Uint8Array(chunk))), filename);
  return { method: 'POST', headers, body };
};

/** What a mutation answered. */
export interface Answer {
  readonly data: unknown;
  readonly errors?: readonly { readonly message: string }[];
}

const send = async (
  url: string,
  query: string,
  input: Readonly<Record<string, unknown>>,
  name = '',
): Promise<Answer> => {
  const response = await fetch(`${url}/graphql`, await requestOf(query, input, name));
  // GraphQL over HTTP answers nothing else.
  return (await response.json()) as Answer;
};

/** Whether a mutation takes an idempotency key. */
export const isKeyed = ({ mutation: { name } }: Clinic): boolean => name.startsWith('importRecords');

/** Readies the mutation of a clinic, and returns what sends it to a gateway. It may be sent again. */
export const ready = async (
  { mutation, key, study }: Clinic,
  url: string,
): Promise<(to: string) => Promise<Answer>> => {
  const { name, input } = mutation;
  // What has to be there first is written by the gateway that will be killed, as a backup is its own.
  const first: Study = {
    ...study,
    run: async (source, variables) => {
      // It is called with an input alone, by the cases.
      const given = { ...(variables?.['input'] as object), project: key };
      const { data, errors = [] } = await send(url, source, given);
      // The cases read these two of an answer, and nothing else.
      return { data, errors: errors.map(({ message }) => new Error(message)) } as unknown as ReturnType<Study['run']>;
    },
  };
  const prepared = typeof input === 'function' ? await input(first) : input;
  const project = name === 'createProject' ? {} : { project: key };
  const once = name.startsWith('importRecords') ? { idempotencyKey: `once-${key}` } : {};
  const source = `mutation ($input: ${inputTypeOf(name)}) { ${name}(input: $input) { errors { code message } } }`;
  return (to) => send(to, source, { ...project, ...once, ...prepared }, key);
};
