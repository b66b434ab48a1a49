import { describe, expect, it } from 'vitest';
import type { ProjectSource } from '../../../src/loaders/project-source.ts';
import { RedcapError, type RedcapErrorCode } from '../../../src/redcap/errors.ts';
import type { OperationEntry, OperationNote } from '../../../src/writers/operation/note.ts';
import { find } from '../../../src/writers/operation/resolution.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const DAY = 24 * 3_600_000;

const entryOf = (sentAt: number): OperationEntry => {
  const open: OperationNote = {
    mutation: 'renameRecord',
    target: { project: 'p', host: 'h', space: 's' },
    startedAt: sentAt,
    endedAt: null,
    sentAt,
    ends: { done: 0, partly: 0, 'not done': 0, unknown: 0 },
    current: { methods: ['renameRecord'], sent: 1, backupId: null, outcome: null },
    mayGoOn: false,
    outcome: null,
  };
  const calls = [{ method: 'renameRecord', args: { record: '1', newRecordName: '2' } }];
  return { id: '1', owner: 'o', stage: 'sent', open, sealed: { subject: 'somebody', calls }, isGenuine: true };
};

/** What is found of an operation so long after it was sent, while all that is asked of REDCap fails. */
const findAfter = async (milliseconds: number, code: RedcapErrorCode) => {
  const clock = createFakeClock();
  const fail = () => Promise.reject(new RedcapError(code, { message: 'No.' }));
  // The look asks for nothing else.
  const source = { design: fail, look: fail } as unknown as ProjectSource;
  return find(entryOf(clock.date() - milliseconds), () => source, clock);
};

describe('an operation whose answer was lost', () => {
  it.each<RedcapErrorCode>(['REDCAP_UNAVAILABLE', 'REDCAP_BAD_RESPONSE', 'REDCAP_ERROR', 'SHUTTING_DOWN'])(
    'is looked at again as long as REDCap cannot be asked, for a week: %s',
    async (code) => {
      expect(await findAfter(6 * DAY, code)).toEqual({ outcome: 'unknown', isFinal: false });
      expect(await findAfter(8 * DAY, code)).toEqual({ outcome: 'unknown', isFinal: true });
    },
  );

  it('is looked at no more, once REDCap can do nothing of it any more, where the look is refused', async () => {
    expect(await findAfter(9 * 60_000, 'FORBIDDEN')).toEqual({ outcome: 'unknown', isFinal: false });
    expect(await findAfter(11 * 60_000, 'FORBIDDEN')).toEqual({ outcome: 'unknown', isFinal: true });
  });
});
