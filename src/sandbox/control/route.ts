import type { z } from 'zod';

/** A refusal of the control address: an HTTP status and what to do instead. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** What a route is given. */
export interface RouteCall {
  /** The `:name` part of the path. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** The JSON body; `{}` when there is none. */
  readonly body: unknown;
}

/** One address of the control server. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** For example `/projects/:project/status`. */
  readonly path: string;
  readonly about: string;
  /** What is answered as JSON. */
  readonly run: (call: RouteCall) => unknown;
}

/** Reads a body of this form. Throws a ControlError that names each wrong member. */
export const readBody = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => {
    const name = path.map(String).join('.');
    return name === '' ? message : `${name}: ${message}`;
  });
  throw new ControlError(400, problems.join('; '));
};

/** Refuses a member that names something unknown, and lists what there is. */
export const requireKnown = (member: string, given: readonly string[], known: readonly string[]): void => {
  const unknown = given.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const list = known.length === 0 ? 'none' : known.join(', ');
  const names = unknown.map((name) => `"${name}"`).join(', ');
  throw new ControlError(400, `${member}: there is no ${names}. There are: ${list}`);
};

const matchPath = (pattern: string, path: string): string | null => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  let id = '';
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(':')) id = given[index] ?? '';
    else if (part !== given[index]) return null;
  }
  return id;
};

/** The route of a request. Throws a ControlError when there is none. */
export const findRoute = (routes: readonly Route[], method: string, path: string): { route: Route; id: string } => {
  const found = routes.flatMap((route) => {
    const id = matchPath(route.path, path);
    return id === null ? [] : [{ route, id }];
  });
  if (found.length === 0) throw new ControlError(404, `There is nothing at ${path}. GET / lists what there is.`);
  const match = found.find(({ route }) => route.method === method);
  if (match !== undefined) return match;
  throw new ControlError(405, `${path} knows ${found.map(({ route }) => route.method).join(', ')} only.`);
};
