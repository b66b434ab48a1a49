import type { Design } from '../graph/design/design.ts';
import { tokenNameOf } from '../redcap/client.ts';
import { redcapName, type Method, type RowBatches } from '../redcap/method.ts';
import { allIdentify, identifiersOf, mayIdentify, showIdentifiers, type Identifiers } from './identifier-read.ts';
import type { Call, ProjectCalls } from './project-call.ts';
import type { ProjectConnection } from './project-source.ts';
import type { IdentifierRead, ReadAudit } from './read-audit.ts';

/** What the notes of one project's reads are made with. */
interface AuditedReads {
  readonly audit: ReadAudit;
  readonly project: Pick<ProjectConnection, 'key' | 'redcap'>;
  readonly design: () => Promise<Design>;
}

type Note = (read: IdentifierRead) => Promise<void>;

/** Notes what an answer shows before it is handed on. */
const createNoting =
  (call: Call, note: Note, identifiers: () => Promise<Identifiers>): Call =>
  async (method, args) => {
    const result = await call(method, args);
    if (!mayIdentify(method)) return result;
    const read = showIdentifiers(method, args, result, await identifiers());
    if (read !== null) await note(read);
    return result;
  };

/** The columns and the names of rows that are handed on as they arrive. */
class PassedRows {
  readonly #identifiers: Identifiers;
  readonly #fields = new Set<string>();
  readonly #names = new Set<string>();
  #rows = 0;

  constructor(identifiers: Identifiers) {
    this.#identifiers = identifiers;
  }

  /** Takes rows in, which are objects or are no rows. */
  take(batch: readonly unknown[]): void {
    const { fieldOf, recordIdField } = this.#identifiers;
    const [first] = batch;
    if (typeof first === 'object' && first !== null) {
      for (const column of Object.keys(first)) {
        const field = fieldOf(column);
        if (field !== undefined) this.#fields.add(field);
      }
    }
    this.#rows += batch.length;
    if (recordIdField === null) return;
    // The rows are records by their columns: a column that a row does not have is undefined.
    for (const row of batch as readonly Readonly<Record<string, unknown>>[]) {
      const name = row[recordIdField];
      if (typeof name === 'string' || typeof name === 'number') this.#names.add(String(name));
    }
  }

  read(redcap: string, outcome: IdentifierRead['outcome']): IdentifierRead | null {
    if (this.#fields.size === 0) return null;
    const records = this.#names.size === 0 ? undefined : [...this.#names];
    return { redcap, records, fields: [...this.#fields], rows: this.#rows, outcome };
  }
}

type Stream = ProjectCalls<never>['stream'];

/** Notes the first rows before they are handed on, and all of them when the last have been. */
const createNotingStream = (stream: Stream, note: Note, identifiers: () => Promise<Identifiers>): Stream =>
  async function* <Args>(method: Method<Args, RowBatches>, args: Args) {
    const rows = new PassedRows(await identifiers());
    let isNoted = false;
    const noteRows = async (outcome: IdentifierRead['outcome']): Promise<void> => {
      const read = rows.read(redcapName(method), outcome);
      if (read === null) return;
      await note(read);
      isNoted = true;
    };
    try {
      for await (const batch of stream(method, args)) {
        rows.take(batch);
        if (!isNoted) await noteRows('begun');
        yield batch;
      }
    } finally {
      // That the rows were handed on is noted already.
      if (isNoted) await noteRows('ended').catch(() => undefined);
    }
  };

/** Notes reads of a project that no method shows by itself; nothing where there is no audit. */
export const noteReads =
  (audit: ReadAudit | undefined, { key, redcap }: AuditedReads['project']): Note =>
  async (read) =>
    audit?.note({ key, token: tokenNameOf(redcap) }, read);

/** The calls of a project, whose reads of identifiers are noted before they are handed on. */
export const auditCalls = <Part extends string>(
  calls: ProjectCalls<Part>,
  { audit, project, design }: AuditedReads,
): ProjectCalls<Part> => {
  const note = noteReads(audit, project);
  const identifiers = (): Promise<Identifiers> => design().then(identifiersOf, () => allIdentify);
  const noting = (call: Call): Call => createNoting(call, note, identifiers);
  return {
    ...calls,
    read: noting(calls.read),
    readFresh: noting(calls.readFresh),
    stream: createNotingStream(calls.stream, note, identifiers),
    // What was sent has been done: a note that fails must not make its outcome unknown.
    look: createNoting(calls.look, (read) => note(read).catch(() => undefined), identifiers),
  };
};
