import { z } from 'zod';
import type { Seal } from '../../state/seal.ts';

/** The REDCap project that a token opens. */
const tokenProject = z.object({ url: z.string(), id: z.int() });

/** What the seal holds. */
const sealedContent = z.object({
  token: z.string(),
  project: tokenProject.nullable(),
  added: z.iso.datetime(),
  replaced: z.iso.datetime().nullable(),
});

/** The file of a token. */
const entryFile = z.object({ version: z.literal(1), sealedBy: z.string(), content: z.base64() });

/** The REDCap project that a token was seen to open. */
export type TokenProject = z.infer<typeof tokenProject>;

/** What is kept of a token. The project is null where nobody has asked REDCap. */
export type TokenEntry = z.infer<typeof sealedContent>;

/** Why an entry cannot be read. */
export type EntryFault = 'foreign' | 'other-secret' | 'damaged';

/** By it a wrong secret can be distinguished from a damaged file. It says nothing of the secret. */
const SECRET_MARK = 'secret';

/** The text of a token's file. It can be read under this name alone. */
export const writeEntry = (seal: Seal, name: string, entry: TokenEntry): string => {
  const content = seal.seal([name], JSON.stringify(entry)).toString('base64');
  return `${JSON.stringify({ version: 1, sealedBy: seal.hide(SECRET_MARK), content })}\n`;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads the text of a token's file. */
export const readEntry = (seal: Seal, name: string, text: string): TokenEntry | EntryFault => {
  const file = entryFile.safeParse(parseJson(text));
  if (!file.success) return 'foreign';
  if (file.data.sealedBy !== seal.hide(SECRET_MARK)) return 'other-secret';
  const content = seal.open([name], Buffer.from(file.data.content, 'base64'));
  const entry = sealedContent.safeParse(content === null ? undefined : parseJson(content.toString('utf8')));
  return entry.success ? entry.data : 'damaged';
};
