import type { DesignPart } from '../loaders/design/design-part.ts';
import type { BeforeSend } from '../loaders/project-call.ts';
import type { ProjectSource } from '../loaders/project-source.ts';
import type { Method } from '../redcap/method.ts';
import type { PlannedCall } from './witness.ts';

/** A call of REDCap that changes something: as data for those who must know of it, and as the sending. */
export interface WriteCall<Answer> {
  /** As it is known by now. */
  readonly plan: () => PlannedCall;
  /** Sends it once. `beforeSend` is awaited before REDCap can do anything with it, and keeps it from leaving by throwing. */
  readonly send: (beforeSend: BeforeSend) => Promise<Answer>;
}

/** How a call is sent, where it is not as most are. */
export interface WriteCallOptions {
  /** Parts of the design that it changes. */
  readonly changes?: readonly DesignPart[];
  /** It changes what REDCap answers to every other call with the token. */
  readonly isAlone?: boolean;
  /** What it is called with as plain data, where its arguments are not; its arguments unless given. */
  readonly plainArgs?: () => unknown;
}

/** A call of one of REDCap's methods to a project. */
export const writeCall = <Args, Result>(
  source: ProjectSource,
  method: Method<Args, Result>,
  args: Args,
  { changes, isAlone = false, plainArgs }: WriteCallOptions = {},
): WriteCall<Result> => ({
  plan: () => ({ method: method.name, args: plainArgs === undefined ? args : plainArgs() }),
  send: (beforeSend) =>
    isAlone ? source.writeAlone(method, args, beforeSend) : source.write(method, args, changes, beforeSend),
});

/** A call whose answer is made into another, in the moment in which it comes. */
export const mapAnswer = <Answer, Mapped>(
  { plan, send }: WriteCall<Answer>,
  map: (answer: Answer) => Mapped | Promise<Mapped>,
): WriteCall<Mapped> => ({ plan, send: async (beforeSend) => map(await send(beforeSend)) });
