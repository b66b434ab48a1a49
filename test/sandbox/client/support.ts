import type { SandboxProject } from '../../../src/sandbox/state/project.ts';
import { createSandbox } from '../../../src/sandbox/http/app.ts';
import type { SandboxStore } from '../../../src/sandbox/state/store.ts';
import { createStore } from '../../../src/sandbox/state/store.ts';

/** Form parameters as a client's code holds them; a list becomes `name[0]=…&name[1]=…`. */
export type Sent = Readonly<Record<string, string | readonly string[]>>;

/** What a client sees of an answer. */
export interface Seen {
  readonly status: number;
  readonly body: string;
  readonly type: string;
}

/** One client with its token, and the server behind it. */
export interface Client {
  readonly store: SandboxStore;
  readonly project: SandboxProject;
  /** Posts as the client does, with its token and its usual parameters. */
  readonly send: (sent: Sent, file?: File) => Promise<Seen>;
  /** The body of an answer that must be 200. */
  readonly ask: (sent: Sent, file?: File) => Promise<string>;
}

const spread = (sent: Sent): [string, string][] =>
  Object.entries(sent).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string'
      ? [[name, value]]
      : value.map((item, index): [string, string] => [`${name}[${String(index)}]`, item]),
  );

const writeForm = (entries: readonly [string, string][], file: File | undefined, multipart: boolean): BodyInit => {
  if (file === undefined && !multipart) return new URLSearchParams(entries.map(([name, value]) => [name, value]));
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  if (file !== undefined) form.append('file', file);
  return form;
};

/** A server at noon of 2024-06-01 whose clock goes on by a second with every request; or one with the store that is given. */
export const startServer = (
  given?: SandboxStore,
): {
  store: SandboxStore;
  post: (sent: Sent, file?: File, multipart?: boolean) => Promise<Seen>;
} => {
  let seconds = 0;
  const store = given ?? createStore({ seed: 'clients', now: () => new Date(2024, 5, 1, 12, 0, seconds) });
  const handle = createSandbox(store, (error) => {
    throw error;
  });
  return {
    store,
    post: async (sent, file, multipart = false) => {
      const body = writeForm(spread(sent), file, multipart);
      const response = await handle(new Request('http://sandbox.test/api/', { method: 'POST', body }));
      seconds += 1;
      return {
        status: response.status,
        body: await response.text(),
        type: response.headers.get('content-type') ?? '',
      };
    },
  };
};

/** The rights that clients' suites grant to the creator of a project before they go on. */
const granted = ['record_delete', 'record_rename', 'lock_records', 'lock_records_all_forms'];

/** Grants the creator of a project what the suites grant. */
export const grantRights = (project: SandboxProject): void => {
  for (const right of granted) for (const user of project.users) user.flags[right] = 1;
};

/** Creates a project with the super token, from `odm` when it is given, and connects a client that sends `usual` every time. */
export const connect = async (usual: Sent, options: { odm?: string; multipart?: boolean } = {}): Promise<Client> => {
  const { store, post } = startServer();
  const created = await post({
    token: store.superToken,
    content: 'project',
    format: 'json',
    data: '[{"project_title":"Client","purpose":0,"record_autonumbering_enabled":0}]',
    ...(options.odm === undefined ? {} : { odm: options.odm }),
  });
  const project = [...store.projects.values()].at(-1);
  if (project === undefined) throw new Error(created.body);
  grantRights(project);
  const send: Client['send'] = (sent, file) =>
    post({ token: created.body, ...usual, ...sent }, file, options.multipart);
  return {
    store,
    project,
    send,
    ask: async (sent, file) => {
      const seen = await send(sent, file);
      if (seen.status !== 200) throw new Error(`${String(seen.status)}: ${seen.body}`);
      return seen.body;
    },
  };
};
