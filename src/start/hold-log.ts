import type { Log } from '../gateway/access-log.ts';
import type { HoldEvents } from '../redcap/budget/hold.ts';

/** Writes to the log when a REDCap is not called any more, and when it is called again, with what the operator has to do. */
export const createHoldLog = (log: Log, host: string): HoldEvents => ({
  paused: (milliseconds) => {
    const seconds = Math.ceil(milliseconds / 1000);
    log.warn({ host, seconds }, `REDCap at ${host} asks for fewer calls. All calls to it wait.`);
  },
  banned: () => {
    log.error(
      { host },
      `REDCap at ${host} has blocked the address of this gateway. No gateway that shares this state calls it any more. ` +
        "Ask a REDCap administrator to lift the block, and for its reason: REDCap's log of the Control Center has it. " +
        `Then run "redcap-graphql resume ${host}" with the configuration of the gateway. A restart does not end this.`,
    );
  },
  resumed: () => {
    log.warn({ host }, `REDCap at ${host} is called again: somebody has resumed it.`);
  },
});
