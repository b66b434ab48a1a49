import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { passFile, troubleOf, type Passage } from '../../src/writers/upload.ts';

const read = async (passage: Passage): Promise<Passage> => {
  await Readable.from(passage.body)
    .toArray()
    .catch(() => undefined);
  return passage;
};

const pass = (expected: string | null): Promise<Passage> => {
  const createReadStream = (): Readable => Readable.from([Buffer.from('bytes')]);
  return read(passFile({ filename: 'a.txt', mimetype: 'text/plain', createReadStream }, expected));
};

describe('an upload that was not passed on to its end', () => {
  it.each([
    ['not done', null, 'VALIDATION'],
    ['unknown', null, 'UNKNOWN_OUTCOME'],
    ['unknown', 'untouched', 'UNKNOWN_OUTCOME'],
    ['unknown', 'unclear', 'UNKNOWN_OUTCOME'],
    ['done', 'unclear', 'UNKNOWN_OUTCOME'],
    ['done', 'done', 'PARTIAL_WRITE'],
  ] as const)(
    'whose write is %s with a look that shows %s has an error of its own: %s',
    async (outcome, standing, code) => {
      const passage = await pass('0'.repeat(64));
      expect(troubleOf(passage, { outcome, standing }, 'field')).toMatchObject({ code, path: ['sha256'] });
    },
  );

  it('is none when all its bytes were passed on', async () => {
    expect(troubleOf(await pass(null), { outcome: 'done', standing: 'done' }, 'folder')).toBeNull();
  });
});
