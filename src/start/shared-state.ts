import type { Config } from '../config.ts';
import { createSharedState } from '../context.ts';
import type { SharedState } from '../context.ts';
import { systemClock } from '../redcap/clock.ts';
import type { GatewayAudit } from './audit.ts';
import type { State } from '../state/state.ts';

/** What the requests of one process share, by its configuration and over its state. */
export const createStateOf = (config: Config, state: State, secret: Uint8Array, audit?: GatewayAudit): SharedState =>
  createSharedState({
    state,
    secret,
    designMaxAgeMs: config.redcap.designMaxAgeSeconds * 1000,
    rightsMaxAgeMs: config.redcap.rightsMaxAgeSeconds * 1000,
    listMaxAgeMs: config.redcap.listMaxAgeSeconds * 1000,
    maxPageSize: config.limits.page,
    requestTimeoutMs: config.redcap.readTimeoutSeconds * 1000,
    turnWaitMs: config.redcap.turnWaitSeconds * 1000,
    clock: systemClock,
    recallAudit: audit?.recall,
  });
