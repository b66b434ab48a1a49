import type { Replica, ReplicaSet } from './replica-set.ts';

const CREATE = `mutation ($rows: [InstrumentRowInput!]!, $key: String) {
  importRecords(input: { project: "study", rows: $rows, assignRecordNames: true, idempotencyKey: $key }) {
    errors { code message isRetryable }
    rows { outcome record }
  }
}`;

const APPEND = `mutation ($rows: [InstrumentRowInput!]!, $key: String) {
  importRecords(input: { project: "study", rows: $rows, idempotencyKey: $key }) {
    errors { code message isRetryable }
    rows { outcome record }
  }
}`;

/** A write of one row, which its value names. */
export interface Task {
  readonly name: string;
  readonly query: string;
  readonly rows: readonly object[];
}

/** Creates a record whose first name is `name`. */
export const createTask = (name: string): Task => ({
  name,
  query: CREATE,
  rows: [
    {
      clientRef: 'a',
      event: 'baseline_arm_1',
      instrument: 'demographics',
      values: [{ field: 'first_name', raw: name }],
    },
  ],
});

/** Appends an instance of an instrument to record 1, of which `name` is the value. */
export const appendTask = (name: string): Task => ({
  name,
  query: APPEND,
  rows: [
    {
      record: '1',
      event: 'baseline_arm_1',
      instrument: 'adverse_events',
      newInstance: true,
      values: [{ field: 'ae_term', raw: name }],
    },
  ],
});

/** How a write ended for its caller. */
export interface TaskEnd {
  readonly name: string;
  /** `done`, or the code of the error with which nobody should send it again. */
  readonly end: string;
  /** How often it was sent to a gateway. */
  readonly attempts: number;
  /** Codes that said to send it again. */
  readonly codes: readonly string[];
}

const AGAIN_MS = 300;
const RETRYABLE: ReadonlySet<string> = new Set([
  'OVERLOADED',
  'LANE_BUSY',
  'RATE_LIMITED',
  'SHUTTING_DOWN',
  'REDCAP_UNAVAILABLE',
]);

/** The code of a failed attempt; null when it was done. */
const codeOf = async ({ ask }: Replica, { name, query, rows }: Task, caller?: string): Promise<string | null> => {
  const { data, errors = [] } = await ask(query, { rows, key: name }, caller);
  const code = data?.importRecords?.errors?.[0]?.code ?? errors[0]?.extensions['code'];
  return code === undefined ? null : String(code);
};

/**
 * Sends a write to one gateway after another, always with the same idempotency key, until one says that it was done or that it
 * must not be sent again.
 */
export const carryOut = async (set: ReplicaSet, task: Task, first: number, caller?: string): Promise<TaskEnd> => {
  const codes: string[] = [];
  for (let attempt = 0; ; attempt += 1) {
    const replica = set.replicas[(first + attempt) % set.replicas.length];
    if (replica === undefined) throw new Error('there are gateways');
    // A gateway that was killed under the request: whoever asked has to ask again with the same key.
    const code = await codeOf(replica, task, caller).catch(() => 'GONE');
    if (code === null) return { name: task.name, end: 'done', attempts: attempt + 1, codes };
    if (code !== 'GONE' && !RETRYABLE.has(code)) return { name: task.name, end: code, attempts: attempt + 1, codes };
    codes.push(code);
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
};

/** Carries out many writes, so many at once. */
export const carryOutAll = async (set: ReplicaSet, tasks: readonly Task[], atOnce: number): Promise<TaskEnd[]> => {
  const left = [...tasks.entries()];
  const ends: TaskEnd[] = [];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, task] = next;
      ends.push(await carryOut(set, task, index));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return ends;
};

/** How often each value stands in a field of the study. */
export const countValues = ({ study }: ReplicaSet, field: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { rows } of study.project.records.values()) {
    for (const { values } of rows.values()) {
      const value = values.get(field);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return counts;
};
