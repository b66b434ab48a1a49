/**
 * `docker stop` ends a process 10 seconds after it asked the process to stop. All times of a stop have to fit below: those of
 * the requests under way, then of the calls to REDCap that are still open. The gateway ends itself before it is ended.
 */
export const STOPPED_FROM_OUTSIDE_MS = 10_000;

/** Requests under way have so long to end; then they are cut. */
export const REQUEST_GRACE_MS = 6_000;

/** After the last request, calls to REDCap have so long to end. A call that is left by then is a write whose caller has gone. */
export const CALL_GRACE_MS = 2_000;

/** A command that has read what it needs gives open calls to REDCap so long to end. */
export const COMMAND_GRACE_MS = 1_000;

/** After so long the process ends itself, whatever is still open. */
export const HARD_STOP_MS = 9_000;
