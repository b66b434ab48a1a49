import { writeLine, type ChainHead } from '../../src/audit/chain.ts';
import { cutLines } from '../../src/audit/file-line.ts';
import type { AuditNote } from '../../src/audit/note.ts';
import { verifyLines, type Before, type Verification } from '../../src/audit/verification.ts';

/** The moment of all lines that no test asks the time of. */
export const NOON = new Date('2026-11-30T12:00:00.000Z');

/** The lines of notes, one after another, and the head after the last. */
export const writeLines = (
  notes: readonly AuditNote[],
  before: ChainHead | null = null,
): { readonly texts: readonly string[]; readonly head: ChainHead | null } => {
  let head = before;
  const texts = notes.map((note) => {
    const line = writeLine(note, { time: NOON, instance: 'one' }, head);
    ({ head } = line);
    return line.text;
  });
  return { texts, head };
};

/** What the lines of a text come to. */
export const verifyText = (text: string | Buffer, before: Before = null): Promise<Verification> =>
  verifyLines(cutLines([Buffer.from(text)]), before);
