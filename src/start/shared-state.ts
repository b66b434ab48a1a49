import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { createSharedState } from '../context.ts';
import type { SharedState } from '../context.ts';
import { systemClock } from '../redcap/clock.ts';

/** What the requests of one process share, by its configuration. */
export const createStateOf = (config: Config): SharedState =>
  createSharedState({
    secret: config.secret === null ? randomBytes(32) : Buffer.from(config.secret.reveal()),
    designMaxAgeMs: config.redcap.designMaxAgeSeconds * 1000,
    rightsMaxAgeMs: config.redcap.rightsMaxAgeSeconds * 1000,
    listMaxAgeMs: config.redcap.listMaxAgeSeconds * 1000,
    maxPageSize: config.limits.page,
    requestTimeoutMs: config.redcap.readTimeoutSeconds * 1000,
    clock: systemClock,
  });
