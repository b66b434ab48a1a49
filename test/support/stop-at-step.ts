import { AsyncLocalStorage } from 'node:async_hooks';
import { IncomingMessage, Server } from 'node:http';
import { Redis } from 'ioredis';

/**
 * Loaded into a gateway before anything else. It stops each request that has the header `x-stops-as` at the step whose number
 * STOP_AT_STEP has, counted from 1. Redis has done this step, and the gateway never hears of it. A step is a script of the journal,
 * of idempotency keys, or of backups. Stdout says whose request has stopped. Whoever kills the gateway then kills each request at
 * this step.
 */
const last = Number(process.env['STOP_AT_STEP']);

const STEP = /journal:entry:|kept:idempotency:|backup:/;

interface Progress {
  readonly name: string;
  steps: number;
}

const progress = new AsyncLocalStorage<Progress>();

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its server below
const { emit } = Server.prototype;
Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]): boolean {
  const run = (): boolean => Reflect.apply(emit, this, [event, ...args]) as boolean;
  const [request] = args;
  const name = request instanceof IncomingMessage ? request.headers['x-stops-as'] : undefined;
  return event === 'request' && typeof name === 'string' && name !== '' ? progress.run({ name, steps: 0 }, run) : run();
};

let isTimeless = false;
const { setTimeout: after } = globalThis;
/** Whoever waits for a step that stops would give it up after a while. */
const never = (run: () => void): NodeJS.Timeout => after(run, 2 ** 31 - 1).unref();
globalThis.setTimeout = ((...args: Parameters<typeof after>) =>
  isTimeless ? never(args[0]) : after(...args)) as typeof setTimeout;

type Call = (command: string, ...args: (string | number | Buffer)[]) => Promise<unknown>;

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its connection below
const call = Redis.prototype.callBuffer as Call;
const callOrStop: Call = async function (this: Redis, command, ...args) {
  const run = (): Promise<unknown> => call.apply(this, [command, ...args]);
  const own = progress.getStore();
  if (own === undefined || !args.slice(2, 5).some((key) => typeof key === 'string' && STEP.test(key))) return run();
  // The text of a script follows where Redis did not know its digest: both are one step.
  if (command === 'EVALSHA') own.steps += 1;
  if (own.steps < last) return run();
  const running = own.steps === last ? run() : new Promise(() => undefined);
  isTimeless = true;
  queueMicrotask(() => (isTimeless = false));
  await running;
  process.stdout.write(`stopped ${own.name}\n`);
  return new Promise(() => undefined);
};
Object.assign(Redis.prototype, { callBuffer: callOrStop });
