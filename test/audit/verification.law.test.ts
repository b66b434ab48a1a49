import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditNote } from '../../src/audit/note.ts';
import { verifyText, writeLines } from './support.ts';

const name = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('1', '417-R', 'näme', 'a"b', '}'));

const note: fc.Arbitrary<AuditNote> = fc.record(
  {
    act: fc.constantFrom('intent', 'outcome', 'read', 'refused'),
    requestId: fc.uuid(),
    project: name,
    action: name,
    records: fc.array(name, { maxLength: 4 }),
    rows: fc.nat(),
    reason: fc.string({ maxLength: 30 }),
  },
  { requiredKeys: ['act'] },
);

const notes = fc.array(note, { minLength: 1, maxLength: 6 });

/** The texts, and one place in all of them. */
const place = notes.chain((given) => {
  const { texts, head } = writeLines(given);
  const bytes = Buffer.from(texts.join(''));
  return fc.record({
    texts: fc.constant(texts),
    head: fc.constant(head),
    bytes: fc.constant(bytes),
    at: fc.nat(bytes.length - 1),
  });
});

const isBroken = async (text: string | Buffer): Promise<boolean> => (await verifyText(text)).broken !== null;

describe('a chain of lines', () => {
  it('is unbroken as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(notes, async (given) => {
        const { texts, head } = writeLines(given);
        expect(await verifyText(texts.join(''))).toMatchObject({ lines: given.length, broken: null, torn: 0, head });
      }),
    );
  });

  it('breaks when any byte becomes another', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async ({ bytes, at }, turn) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ turn;
        expect(await isBroken(changed)).toBe(true);
      }),
    );
  });

  it('breaks when any byte is taken out or put in', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 0, max: 255 }), async ({ bytes, at }, byte) => {
        expect(await isBroken(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]))).toBe(true);
        const added = Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at)]);
        expect(await isBroken(added)).toBe(true);
      }),
    );
  });

  it('breaks when a line before the last is taken out, is there twice, or changes places with another', async () => {
    await fc.assert(
      fc.asyncProperty(notes, fc.nat(), fc.nat(), async (given, some, other) => {
        const { texts } = writeLines([{ act: 'read' }, ...given]);
        const [one, two] = [some % (texts.length - 1), other % texts.length];
        expect(await isBroken(texts.toSpliced(one, 1).join(''))).toBe(true);
        expect(await isBroken(texts.toSpliced(two, 0, texts[two] ?? '').join(''))).toBe(true);
        const [first, second] = [texts[one] ?? '', texts[two] ?? ''];
        if (one !== two) expect(await isBroken(texts.with(one, second).with(two, first).join(''))).toBe(true);
      }),
    );
  });

  it('breaks when it is cut anywhere but between two lines', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ bytes, at }) => {
        const isBetween = at === 0 || bytes[at - 1] === 0x0a;
        expect(await isBroken(bytes.subarray(0, at))).toBe(!isBetween);
      }),
    );
  });

  it('does not lead on to the next file when lines were cut off at its end', async () => {
    await fc.assert(
      fc.asyncProperty(notes, fc.nat(), async (given, cut) => {
        const { texts, head } = writeLines(given);
        const [next = ''] = writeLines([{ act: 'read' }], head).texts;
        const kept = texts.slice(0, cut % texts.length);
        const before = (await verifyText(kept.join(''))).head;
        expect((await verifyText(next, head)).broken).toBeNull();
        expect((await verifyText(next, before)).broken).not.toBeNull();
      }),
    );
  });
});
