import { createHash } from 'node:crypto';
import type { CallOptions, Redcap } from '../redcap/client.ts';
import type { Deadline } from '../redcap/clock.ts';
import { isUnknownName, RedcapError } from '../redcap/errors.ts';
import type { Method, RowBatches } from '../redcap/method.ts';
import { addCall, type Cost } from './cost.ts';
import type { SharedReads } from './shared-reads.ts';
import type { TokenGate } from './token-gate.ts';

/** One call of REDCap. */
export type Call = <Args, Result>(method: Method<Args, Result>, args: Args) => Promise<Result>;

/** Awaited before a call can do anything at REDCap; what it throws keeps the call from leaving. */
export type BeforeSend = NonNullable<CallOptions['beforeSend']>;

/** The calls of one project, as one request's caller makes them. */
export interface ProjectCalls<Part extends string> {
  /** A read, shared with identical reads under way, counted, and aborted with the request. */
  readonly read: Call;
  /**
   * A write, sent as it is; never shared, never aborted once sent. What was read of records before it is forgotten, and
   * of the design the parts that it changes.
   */
  readonly write: <Args, Result>(
    method: Method<Args, Result>,
    args: Args,
    changes?: readonly Part[],
    beforeSend?: BeforeSend,
  ) => Promise<Result>;
  /**
   * A write that changes how REDCap answers every other call with the token. It waits for all that are under way, all later
   * ones wait for it, and everything that was read with the token through this connection is forgotten.
   */
  readonly writeAlone: <Args, Result>(
    method: Method<Args, Result>,
    args: Args,
    beforeSend?: BeforeSend,
  ) => Promise<Result>;
  /** A read that bypasses every cache and every read under way. */
  readonly readFresh: Call;
  /**
   * A look at what became of a write that was sent. It has a read's whole time to itself, and goes on when the caller has
   * left: the outcome is recorded for the caller's next request.
   */
  readonly look: Call;
  /**
   * A read whose rows are handed out as they arrive. It is never shared, and it counts as under way until its last row was
   * read or its reader has left. The first step makes the call.
   */
  readonly stream: <Args>(method: Method<Args, RowBatches>, args: Args) => AsyncGenerator<readonly unknown[]>;
}

/** What is remembered of a project, and forgotten by its calls. */
export interface ProjectMemory<Part extends string> {
  /** Names what was read up to the next write; no read answers one of another epoch. */
  readonly epoch: () => Promise<string>;
  /** After a write of records, or of these parts of the design. */
  readonly afterWrite: (changes: readonly Part[]) => Promise<void>;
  /** When REDCap does not know a name that the design has. */
  readonly forgetDesign: () => Promise<void>;
  /** Forgets all that was read with the token. */
  readonly forgetReads: () => Promise<void>;
  /** Forgets all that is known by the token, because REDCap does not accept it any more. */
  readonly forgetToken: () => Promise<void>;
}

export interface ProjectCallsOptions<Part extends string> {
  /** The operator's name for the project. */
  readonly project: string;
  /** REDCap's address with the fingerprint of the token alone. */
  readonly token: string;
  /** Who may share a read: REDCap host, token with what is kept back of it, and project. */
  readonly owner: string;
  readonly redcap: Redcap;
  /** Names who calls; nobody is named unless given. */
  readonly caller?: string | undefined;
  readonly gate: TokenGate;
  readonly reads: SharedReads;
  readonly memory: ProjectMemory<Part>;
  readonly cost: Cost;
  readonly signal: AbortSignal | undefined;
  /** By when the request's reads must have ended; every write renews it. */
  readonly deadline: Deadline | undefined;
}

/** A text of this length is no longer than what it takes to hash it is worth. */
const SHORT = 1_000;

/** Names a value: equal values alike, and others otherwise. */
const digest = (value: unknown): string => {
  const text = JSON.stringify(value) ?? '';
  return text.length <= SHORT ? text : createHash('sha256').update(text).digest('base64url');
};

type Forget = () => Promise<void>;

/** What a failed read says about what is remembered. */
const learn = async <Part extends string>(error: unknown, memory: ProjectMemory<Part>): Promise<void> => {
  if (!(error instanceof RedcapError)) return;
  // A token that was withdrawn must not go on seeing what was kept while it was good.
  if (error.code === 'UNAUTHENTICATED') await memory.forgetToken();
  // A field or event that REDCap does not know (any more): the design has moved on.
  else if (isUnknownName(error)) await memory.forgetDesign();
};

/** Forgets after a write; what could not be forgotten is owed, and tried again before the next read. */
const createForgetting = (): {
  readonly run: (forget: Forget) => Promise<void>;
  /** Undefined where nothing is owed. */
  readonly settle: () => Promise<unknown> | undefined;
} => {
  const owed = new Set<Forget>();
  const run = async (forget: Forget): Promise<void> => {
    try {
      await forget();
      owed.delete(forget);
    } catch {
      // REDCap's answer to the write must not be lost with it: a stale read is the lesser harm.
      owed.add(forget);
    }
  };
  return {
    run,
    settle: () => (owed.size === 0 ? undefined : Promise.all([...owed].map(run))),
  };
};

type Stream = ProjectCalls<never>['stream'];

/** Makes reads whose rows are handed out, each counted by the gate until its reader has left. */
const createStream = <Part extends string>(
  { token, redcap, gate, memory, signal, deadline }: ProjectCallsOptions<Part>,
  before: () => Promise<unknown> | undefined,
  onCost: CallOptions['onCost'],
): Stream =>
  async function* (method, args) {
    await before();
    const { promise: opened, resolve: open } = Promise.withResolvers<RowBatches>();
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const passed = gate.pass(token, async () => {
      open(await redcap.call(method, args, { signal, deadline: deadline?.at(), onCost }));
      await ended;
    });
    try {
      // A call that fails never opens.
      yield* await Promise.race([opened, passed.then(() => opened)]);
    } catch (error) {
      await learn(error, memory);
      throw error;
    } finally {
      end();
      await passed.catch(() => undefined);
    }
  };

/** Makes the calls of one project for one request. */
export const createProjectCalls = <Part extends string>(options: ProjectCallsOptions<Part>): ProjectCalls<Part> => {
  const { project, token, owner, redcap, caller, gate, reads, memory, cost, signal, deadline } = options;
  const forgetting = createForgetting();
  const onCost: CallOptions['onCost'] = (call) => {
    addCall(cost, call, project);
  };

  const send = async <Args, Result>(
    method: Method<Args, Result>,
    args: Args,
    limits: Pick<CallOptions, 'signal' | 'deadline' | 'sharers' | 'isLook'>,
  ): Promise<Result> => {
    try {
      return await gate.pass(token, () => redcap.call(method, args, { ...limits, onCost }));
    } catch (error) {
      await learn(error, memory);
      throw error;
    }
  };

  return {
    stream: createStream(options, forgetting.settle, onCost),
    read: async (method, args) => {
      const settled = forgetting.settle();
      if (settled !== undefined) await settled;
      const epoch = await memory.epoch();
      return reads.run(
        {
          // None of these has a line break within.
          key: `${owner}\n${epoch}\n${method.name}\n${digest(args)}`,
          caller,
          signal,
          onJoin: () => (cost.coalesced += 1),
        },
        (shared, sharers) => send(method, args, { signal: shared, sharers, deadline: deadline?.at() }),
      );
    },
    write: async (method, args, changes = [], beforeSend) => {
      try {
        return await gate.pass(token, () => redcap.call(method, args, { onCost, beforeSend }));
      } finally {
        // Also after a failure: what was sent may have been done.
        await forgetting.run(() => memory.afterWrite(changes));
        deadline?.renew();
      }
    },
    writeAlone: (method, args, beforeSend) =>
      gate.passAlone(token, async () => {
        try {
          return await redcap.call(method, args, { onCost, beforeSend });
        } finally {
          // Before the next call may pass.
          await forgetting.run(memory.forgetReads);
          deadline?.renew();
        }
      }),
    readFresh: (method, args) => send(method, args, { signal, deadline: deadline?.at() }),
    look: (method, args) => send(method, args, { isLook: true }),
  };
};
