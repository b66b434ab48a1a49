/** Something that a request did, for whoever follows it: a call of REDCap, or a write. It holds no value of a participant. */
export interface RequestStep {
  readonly kind: 'call' | 'write';
  /** REDCap's name of the method, or the graph's name of the mutation. */
  readonly name: string;
  /** Moment on the gateway's clock. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** A code of docs/errors.md; undefined where it went well. */
  readonly code: string | undefined;
  /** Numbers and words of the gateway and of REDCap's API. */
  readonly facts: Readonly<Record<string, string | number>>;
}
