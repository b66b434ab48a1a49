import { z } from 'zod';

/** What was there before an import replaced it, as the file has it. */
export const backupSchema = z.strictObject({
  days: z
    .number()
    .min(1)
    .max(366)
    .default(30)
    .describe('Days for which the gateway keeps what an import of a design or of rights replaced.'),
});
