import { z } from 'zod';

/** The audit, as the file has it. */
export const auditSchema = z.strictObject({
  enabled: z
    .boolean()
    .optional()
    .describe(
      'Whether writes and reads of identifiers are audited. Unless given they are where there is a data folder, but not with the sandbox.',
    ),
  folder: z.string().min(1).optional().describe('Where the files are; "audit" in the data folder unless given.'),
  instance: z
    .string()
    .regex(/^[\w-]{1,64}$/, { error: 'must hold only letters, digits and "_-", at most 64' })
    .optional()
    .describe('Name of this gateway in the names of its files; the name of the machine unless given.'),
  readsWithoutAudit: z
    .enum(['refuse', 'answer'])
    .default('refuse')
    .describe(
      'What becomes of reads of identifiers while the audit cannot be written: "refuse" or "answer". Writes are refused always.',
    ),
  keepDays: z.int().min(1).optional().describe('Days after which a file is deleted; no file is unless given.'),
});
