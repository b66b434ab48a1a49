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

/** A month, in which a wrong import is mostly found. */
export const BACKUP_MAX_AGE_MS = 30 * 24 * 3_600_000;

/** A day, as the IETF draft on idempotency keys and the payment services do. */
export const IDEMPOTENCY_MAX_AGE_MS = 24 * 3_600_000;
