import { parse, subscribe, type ExecutionResult } from 'graphql';
import type { Operation } from '../../src/context.ts';
import { schema } from '../../src/schema/index.ts';
import type { SkippingClock } from './skipping-clock.ts';
import { systemClock } from '../../src/redcap/clock.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import type { Study } from './study.ts';

/** Events of a subscription, as they come. */
export interface Subscription {
  /** The next event; undefined when there is no more. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of the graph are read as the test expects them
  readonly next: () => Promise<any>;
  readonly end: () => Promise<void>;
}

const errorOf = ({ errors = [] }: ExecutionResult): Error =>
  errors[0]?.originalError ?? errors[0] ?? new Error('nothing was answered');

/** Subscribes to the only field of a document as the owner of a study. Throws the errors that refuse it. */
export const subscribeTo = async (
  study: Study,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
  operation: Operation = {},
): Promise<Subscription> => {
  const result = await subscribe({
    schema,
    document: parse(source),
    variableValues: variables,
    contextValue: study.contextOf(operation),
  });
  if (!(Symbol.asyncIterator in result)) throw errorOf(result);
  const events: AsyncIterator<ExecutionResult> = result[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { done, value } = await events.next();
      if (done === true) return undefined;
      if (value.errors !== undefined) throw errorOf(value);
      return Object.values(value.data ?? {})[0];
    },
    end: async () => {
      await events.return?.();
    },
  };
};

/** So far ahead of the machine's is the clock below: a deadline by it is none for the transport, which has the machine's. */
const AHEAD_MS = 1_000_000_000;

/** A clock for `startStudy` that moves only when the test moves it; the transport has the machine's. */
export const createStudyClock = (): SkippingClock & { readonly fake: FakeClock } => {
  const fake = createFakeClock();
  const gateway = { ...fake, now: () => AHEAD_MS + fake.now(), date: systemClock.date };
  return { fake, gateway, transport: systemClock, pauses: [], skip: () => undefined };
};
