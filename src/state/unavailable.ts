/** What outlives requests cannot be used now, so that nothing was done that would have to be kept or agreed on. */
export class StateUnavailable extends Error {
  override readonly name: string = 'StateUnavailable';
  /** After so long it may be there again. */
  readonly retryAfterSeconds: number = 5;

  /** The message is a sentence for callers. */
  constructor(message = 'The store that the gateways share cannot be reached.', options?: ErrorOptions) {
    super(message, options);
  }
}

/** There is no room for what must not go before its age. Nothing else was forgotten for it. */
export const noRoom = (): StateUnavailable =>
  new StateUnavailable('The gateway has no room left for what it must not forget.');
