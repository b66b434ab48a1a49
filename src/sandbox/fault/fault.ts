/** The settings of a fault besides its name. Each fault names the settings that it knows. */
export interface FaultSettings {
  /** Milliseconds of a delay, or between two pieces of an answer. */
  readonly delayMs?: number;
  /** Rows that are dropped, or rows above which memory is out. */
  readonly rows?: number;
  /** What `Retry-After` says. */
  readonly retryAfterSeconds?: number;
  /** HTTP status of a redirect or of a page. */
  readonly status?: number;
  /** Where a redirect leads. */
  readonly location?: string;
  /** Size of an answer. */
  readonly mebibytes?: number;
  /** Calls in any 60 s of the sandbox's clock after which the caller is banned. */
  readonly callsPerMinute?: number;
}

/** A call that meets a fault. */
export interface FaultCall {
  /** A parameter as it was sent, the token included. A fault may quote the token, as a broken server would. */
  readonly parameter: (name: string) => string | undefined;
  /** Milliseconds on the sandbox's clock. */
  readonly now: number;
  /** Aborts when the caller hangs up. */
  readonly signal: AbortSignal;
  /** Carries the call out, once however often it is asked for, and returns the true answer. */
  readonly answer: () => Promise<Response>;
  /** Resolves when the control address releases held calls, or when the fault is removed. */
  readonly released: Promise<void>;
}

/** The answer that a call gets in place of the true answer. */
export type FaultAnswer = (call: FaultCall) => Response | Promise<Response>;

/** A way in which a REDCap, or what stands before it, goes wrong. */
export interface Fault {
  readonly name: string;
  /** One sentence: what the caller sees, and whether the call was carried out. */
  readonly about: string;
  readonly settings: readonly (keyof FaultSettings)[];
  /** Called once when the fault is injected, so that a fault can remember earlier calls. */
  readonly inject: (settings: FaultSettings) => FaultAnswer;
}

/** A fault without settings or memory. */
export const plainFault = (name: string, about: string, answer: FaultAnswer): Fault => ({
  name,
  about,
  settings: [],
  inject: () => answer,
});

/** Status, headers and bytes of an answer that a fault is about to spoil. */
export const takeAnswer = async (call: FaultCall): Promise<{ status: number; headers: Headers; bytes: Buffer }> => {
  const response = await call.answer();
  return {
    status: response.status,
    headers: new Headers(response.headers),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
};

/** Whether an answer is a file. Faults of texts leave files alone, because only the file's owner knows its content. */
export const isFile = (headers: Headers): boolean => /\bname=/.test(headers.get('content-type') ?? '');
