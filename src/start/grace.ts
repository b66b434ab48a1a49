/**
 * How long a stop may take, in milliseconds. `docker stop` and Kubernetes' shortest usual grace end a process 10 seconds
 * after they asked it to stop, so that all of this has to fit below: the requests under way, then the calls to REDCap that
 * are still open, then the log. The gateway ends itself before it is ended.
 */
export const STOPPED_FROM_OUTSIDE_MS = 10_000;

/** Requests under way have so long to end; then they are cut. */
export const REQUEST_GRACE_MS = 6_000;

/** After the last request, calls to REDCap have so long to end: what is left by then is a write whose caller has gone. */
export const CALL_GRACE_MS = 2_000;

/** A command that has read what it needs gives open calls to REDCap so long to end. */
export const COMMAND_GRACE_MS = 1_000;

/** After so long the process ends itself, whatever is still open. */
export const HARD_STOP_MS = 9_000;
