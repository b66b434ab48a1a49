import { buildSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import GraphQLUpload from 'graphql-upload/GraphQLUpload.mjs';
import { createGateway } from '../../src/gateway.ts';
import type { Gateway, GatewayOptions } from '../../src/gateway.ts';
import type { Log, LogFields } from '../../src/gateway/access-log.ts';
import { defaultLimits } from '../../src/gateway/limits.ts';
import type { Limits } from '../../src/gateway/limits.ts';
import { systemClock } from '../../src/redcap/clock.ts';

/** A line that a gateway under test logged. */
export interface LoggedLine extends LogFields {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

/** Collects log lines. */
export const createTestLog = (): Log & { readonly lines: LoggedLine[] } => {
  const lines: LoggedLine[] = [];
  const at = (level: LoggedLine['level']) => (fields: LogFields, message: string) => {
    lines.push({ ...fields, level, message });
  };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
};

type Resolvers = Record<string, Record<string, (...args: never[]) => unknown>>;

const SDL = `
  scalar Upload
  type Query {
    hello(name: String): String
    self: Query
    secret: Int!
    nothing: String
    add(numbers: [Int!]): Int
    any(value: Any): Boolean
    records(first: Int = 50, after: String): RecordConnection!
    changes(first: Int = 500): RecordConnection!
    a: String b: String c: String
  }
  scalar Any
  type RecordConnection { nodes: [Record!]! totalCount: Int }
  type Record { name: String! files(first: Int!): RecordConnection children: [Record!] }
  type Mutation { rename(to: String!): String importFile(file: Upload!): Int }
`;

/** A schema with the shapes that the gateway has rules for; resolvers by type and field. */
export const createTestSchema = (resolvers: Resolvers = {}): GraphQLSchema => {
  const schema = buildSchema(SDL);
  const types = schema.getTypeMap();
  const upload = types['Upload'];
  if (upload !== undefined) Object.assign(upload, { parseValue: GraphQLUpload.parseValue.bind(GraphQLUpload) });
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = types[typeName];
    if (type === undefined || !('getFields' in type)) throw new Error(`no type ${typeName}`);
    for (const [name, resolve] of Object.entries(fields)) Object.assign(type.getFields()[name] ?? {}, { resolve });
  }
  return schema;
};

/** Options of a gateway under test: open, everything at its default, unless the test says otherwise. */
export const gatewayOptions = (
  changes: Partial<Omit<GatewayOptions, 'limits'>> & { limits?: Partial<Limits>; resolvers?: Resolvers } = {},
): GatewayOptions => {
  const { limits, resolvers, ...rest } = changes;
  const own = createTestSchema(resolvers);
  return {
    schema: createTestSchema(resolvers),
    createContext: () => ({}),
    projectSchema: async (_context, key) => (key === PROJECT ? own : null),
    callers: { apiKeys: [], passThrough: null },
    cors: { origins: [], allowsLoopback: false },
    publicUrl: null,
    graphiql: { enabled: true },
    introspection: true,
    compression: true,
    log: createTestLog(),
    clock: systemClock,
    readiness: { signals: [], projects: () => [] },
    memoryGuard: { isShort: () => false },
    download: async () => null,
    explainError: () => undefined,
    limits: { ...defaultLimits, ...limits },
    ...rest,
  };
};

/** The one project that has a graph of its own. */
const PROJECT = 'stroke';

/** Where operations may be sent: what guards one guards the other. */
export const ENDPOINTS = ['/graphql', `/projects/${PROJECT}/graphql`] as const;

/** The address under which tests without a socket call a gateway. */
export const ORIGIN = 'http://127.0.0.1:4000';

/** Posts an operation as JSON and gives the answer's status, headers and parsed body. */
export const post = async (
  gateway: Gateway,
  body: unknown,
  headers: Record<string, string> = {},
  endpoint: string = ENDPOINTS[0],
): Promise<{ status: number; headers: Headers; body: unknown }> => {
  const response = await gateway.fetch(
    new Request(`${ORIGIN}${endpoint}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
};

export { createGateway };
