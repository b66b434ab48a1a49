import { isDeepStrictEqual } from 'node:util';
import type { GraphQLError } from 'graphql';
import { codedError } from '../errors.ts';
import { identifyCaller } from './authentication.ts';
import type { Caller, CallerPolicy } from './caller.ts';
import type { GatewayClock } from './clock.ts';
import type { RequestHeaders } from './header-set.ts';
import type { Limits } from './limits.ts';

/** Names all that a caller may see, of one project or of all. Another text says that something else may be seen. */
export type Sight = (caller: Caller, project: string | null) => string;

/** Who has opened a stream, and by what. */
export interface StreamOpener {
  readonly caller: Caller | undefined;
  readonly headers: RequestHeaders;
  readonly project: string | null;
}

/** A stream that is open. */
export interface OpenStream {
  /** Why the stream is over for its caller; null while they may have it. */
  readonly refusal: () => Promise<GraphQLError | null>;
  readonly leave: () => void;
}

/** What streams are kept with. */
export interface OpenStreamOptions {
  readonly callers: CallerPolicy;
  /** What a caller may see; always the same unless given. */
  readonly sees?: Sight | undefined;
  readonly limits: Pick<Limits, 'streams'>;
  readonly clock: GatewayClock;
}

/** How often it is looked at whether the callers of streams may still have them, when nothing happens in these. */
const LOOK_MS = 5_000;

const AGAIN = 'Subscribe again, behind the last event that you have received.';

/** A stream, and how it is ended. */
interface Entry {
  readonly stream: OpenStream;
  readonly end: (error: GraphQLError) => void;
}

const withoutEdition = ({ edition: _edition, ...caller }: Caller): Omit<Caller, 'edition'> => caller;

/**
 * The streams of one gateway that are open. A stream may last for hours, and its caller's credential for less: a stream ends with the
 * credential, and when its caller may see something else.
 */
export class OpenStreams {
  readonly #options: OpenStreamOptions;
  readonly #entries = new Set<Entry>();
  readonly #counts = new Map<string, number>();
  #isLooking = false;

  constructor(options: OpenStreamOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Opens a stream, which `end` ends with a last error. Throws `RATE_LIMITED` where its caller has too many. */
  enter(opener: StreamOpener, end: (error: GraphQLError) => void): OpenStream {
    const subject = opener.caller?.subject ?? '';
    const count = this.#counts.get(subject) ?? 0;
    const { streams: most } = this.#options.limits;
    if (count >= most) {
      throw codedError(
        'RATE_LIMITED',
        `You have ${String(most)} subscriptions open, and may have no more. End one first.`,
      );
    }
    this.#counts.set(subject, count + 1);
    const leave = (): void => {
      if (!this.#entries.delete(entry)) return;
      const left = (this.#counts.get(subject) ?? 1) - 1;
      if (left === 0) this.#counts.delete(subject);
      else this.#counts.set(subject, left);
    };
    const entry: Entry = { stream: { refusal: () => this.#refusal(opener), leave }, end };
    this.#entries.add(entry);
    if (!this.#isLooking) this.#lookLater();
    return entry.stream;
  }

  /** Ends all, because the gateway stops: a stream has no end of its own that could be waited for. */
  endAll(): void {
    const error = codedError('SHUTTING_DOWN', `The gateway is stopping. ${AGAIN}`);
    for (const { end } of this.#entries) end(error);
  }

  async #refusal({ caller, headers, project }: StreamOpener): Promise<GraphQLError | null> {
    const { callers, sees = () => '' } = this.#options;
    if (caller === undefined) return null;
    const now = await identifyCaller(headers, callers);
    if (now === undefined) return codedError('UNAUTHENTICATED', `Your credential is not valid any more. ${AGAIN}`);
    if (now.edition === caller.edition) return null;
    const isSame =
      isDeepStrictEqual(withoutEdition(now), withoutEdition(caller)) && sees(now, project) === sees(caller, project);
    return isSame ? null : codedError('FORBIDDEN', `What you may see has changed since you subscribed. ${AGAIN}`);
  }

  #lookLater(): void {
    this.#isLooking = this.#entries.size > 0;
    if (this.#isLooking) this.#options.clock.after(LOOK_MS, () => void this.#look());
  }

  async #look(): Promise<void> {
    for (const { stream, end } of [...this.#entries]) {
      // Where nobody can say now whose a credential is, the stream waits for the next look.
      const error = await stream.refusal().catch(() => null);
      if (error !== null) end(error);
    }
    this.#lookLater();
  }
}
