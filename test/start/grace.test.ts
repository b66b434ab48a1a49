import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { HARD_STOP_MS } from '../../src/start/command.ts';
import { COMMAND_GRACE_MS, hardStopMs, STOPPED_FROM_OUTSIDE_MS, stopTimesOf } from '../../src/start/grace.ts';

const redcap = { REDCAP_URL: 'https://redcap.example.org/api/', REDCAP_TOKEN: 'A'.repeat(32) };

describe('the times of a stop', () => {
  it('leave their steps so much that nobody else cuts them, as long as nothing is configured', () => {
    const times = stopTimesOf(parseConfig({ argv: [], env: redcap }));
    expect(times).toEqual({ drainMs: 1_000, finishMs: 6_000, answerMs: 500 });
    expect(hardStopMs(times)).toBe(9_000);
    expect(hardStopMs(times)).toBeLessThan(STOPPED_FROM_OUTSIDE_MS);
    expect(COMMAND_GRACE_MS).toBeLessThan(HARD_STOP_MS);
  });

  it('have no time for a load balancer in front of the sandbox', () => {
    expect(stopTimesOf(parseConfig({ argv: [], env: {} })).drainMs).toBe(0);
  });

  it('can be configured', () => {
    const file = { stop: { drainSeconds: 15, finishSeconds: 40 } };
    const times = stopTimesOf(parseConfig({ argv: [], env: redcap, file }));
    expect(times).toEqual({ drainMs: 15_000, finishMs: 40_000, answerMs: 500 });
    expect(hardStopMs(times)).toBe(57_000);
  });
});
