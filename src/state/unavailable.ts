/** The state that gateways share is away, so that nothing was done that they would have to agree on. */
export class StateUnavailable extends Error {
  override readonly name = 'StateUnavailable';
  /** After so long it may be there again. */
  readonly retryAfterSeconds: number = 5;

  constructor() {
    super('The state that the gateways share cannot be reached.');
  }
}
