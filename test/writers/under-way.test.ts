import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/redcap/clock.ts';
import { lookUntil } from '../../src/writers/life-look.ts';
import { createWritesUnderWay } from '../../src/writers/under-way.ts';
import type { WriteIntent } from '../../src/writers/witness.ts';

const intent = (operationId: string): WriteIntent => ({
  operationId,
  mutation: 'importArms',
  subject: 'dashboard',
  reason: null,
  target: null,
  calls: [],
  backupId: null,
});

const call = { method: 'importArms', args: {} };

describe('the writes that a stop leaves open', () => {
  it('are those that were sent and have not ended, or whose end is unknown', async () => {
    const { witness, stop, leftOpen } = createWritesUnderWay();
    const [begun, sent, done, lost] = await Promise.all(
      ['begun', 'sent', 'done', 'lost'].map((id) => witness.begin(intent(id))),
    );
    for (const write of [sent, done, lost]) await write?.sending(0, call);
    stop();
    await done?.end({ outcome: 'done', code: null, accepted: 1 });
    await lost?.end({ outcome: 'unknown', code: 'WRITE_OUTCOME_UNKNOWN', accepted: 0 });
    expect(begun).toBeDefined();
    expect(leftOpen()).toEqual(['lost', 'sent']);
  });

  it('are none of those that ended before', async () => {
    const { witness, leftOpen } = createWritesUnderWay();
    const write = await witness.begin(intent('before'));
    await write.sending(0, call);
    await write.end({ outcome: 'unknown', code: 'WRITE_OUTCOME_UNKNOWN', accepted: 0 });
    expect(leftOpen()).toEqual([]);
  });
});

describe('the looks after a lost answer', () => {
  it('end when the gateway stops', async () => {
    const { stop, stopping } = createWritesUnderWay();
    let looks = 0;
    const look = (): Promise<null> => {
      looks += 1;
      stop();
      return Promise.resolve(null);
    };
    expect(await lookUntil(systemClock, look, () => true, stopping)).toBeNull();
    expect(looks).toBe(1);
  });
});
