import type { CallCost } from '../redcap/call-cost.ts';
import { createTally, tallyCall, type Tally } from './tally.ts';

/** What one GraphQL request has cost REDCap so far. `extensions.redcap` reports it. */
export interface Cost {
  /** HTTP requests made to REDCap, repeats included. */
  calls: number;
  /** Bytes that REDCap answered. */
  bytes: number;
  /** Rows that REDCap answered. */
  rows: number;
  /** Milliseconds spent waiting for a place in the call budget. */
  waitedMs: number;
  /** Reads answered by a call that was already under way for the same token. */
  coalesced: number;
  /** What the log says besides. */
  readonly tally: Tally;
}

/** A cost of nothing. */
export const createCost = (): Cost => ({
  calls: 0,
  bytes: 0,
  rows: 0,
  waitedMs: 0,
  coalesced: 0,
  tally: createTally(),
});

/** Adds what one REDCap call of a project cost. */
export const addCall = (cost: Cost, call: CallCost, project: string): void => {
  tallyCall(cost.tally, call, project);
  cost.calls += call.requests;
  cost.bytes += call.bytes;
  cost.rows += call.rows;
  cost.waitedMs += Math.round(call.waitedMs);
};
