import { expect, it } from 'vitest';
import {
  CALL_GRACE_MS,
  COMMAND_GRACE_MS,
  HARD_STOP_MS,
  REQUEST_GRACE_MS,
  STOPPED_FROM_OUTSIDE_MS,
} from '../../src/start/grace.ts';

it('leaves a stop the time of its steps before it is cut, and cuts it before somebody else does', () => {
  expect(REQUEST_GRACE_MS + CALL_GRACE_MS).toBeLessThan(HARD_STOP_MS);
  expect(COMMAND_GRACE_MS).toBeLessThan(HARD_STOP_MS);
  expect(HARD_STOP_MS).toBeLessThan(STOPPED_FROM_OUTSIDE_MS);
});
