import type { TurnKind } from '../loaders/turn.ts';

/** A write's turn in its project. */
export const WRITE_TURN: TurnKind = {
  name: 'lane',
  busy: 'An earlier write has not ended, and this one has to follow it.',
};

/** A request's turn with its idempotency key. */
export const KEY_TURN: TurnKind = {
  name: 'idempotency key',
  busy: 'An earlier request with this key has not ended, and this one returns what that one did.',
};
