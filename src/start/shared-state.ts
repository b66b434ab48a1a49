import type { Config } from '../config.ts';
import { createSharedState } from '../context.ts';
import type { SharedState } from '../context.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import { systemClock } from '../redcap/clock.ts';
import type { GatewayAudit } from './audit.ts';
import type { State } from '../state/state.ts';

/** What the requests of one process share besides the state. */
export interface StateParts {
  /** Connections that every gateway of the configuration has. */
  readonly configured?: (() => readonly ProjectConnection[]) | undefined;
  readonly audit?: GatewayAudit | undefined;
}

/** What the requests of one process share, by its configuration and over its state. */
export const createStateOf = (
  config: Config,
  state: State,
  secret: Uint8Array,
  { configured, audit }: StateParts = {},
): SharedState =>
  createSharedState({
    state,
    secret,
    configured,
    publicUrl: config.publicUrl ?? undefined,
    designMaxAgeMs: config.redcap.designMaxAgeSeconds * 1000,
    rightsMaxAgeMs: config.redcap.rightsMaxAgeSeconds * 1000,
    listMaxAgeMs: config.redcap.listMaxAgeSeconds * 1000,
    watch: { pollMs: config.changes.pollSeconds * 1000, askedMs: config.changes.askedSeconds * 1000 },
    maxPageSize: config.limits.page,
    requestTimeoutMs: config.redcap.readTimeoutSeconds * 1000,
    turnWaitMs: config.redcap.turnWaitSeconds * 1000,
    backupMaxAgeMs: config.backups.days * 86_400_000,
    clock: systemClock,
    recallAudit: audit?.recall,
  });
