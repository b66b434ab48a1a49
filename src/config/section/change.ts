import { z } from 'zod';

/** How changes are looked for, as the file has it. */
export const changeSchema = z.strictObject({
  pollSeconds: z
    .number()
    .min(1)
    .max(3600)
    .default(30)
    .describe(
      'Seconds between two looks for changes of a project while somebody follows them. A look costs three calls.',
    ),
  askedSeconds: z
    .number()
    .min(1)
    .max(3600)
    .default(5)
    .describe('Seconds between two looks that a write of the gateway, or the Data Entry Trigger of REDCap, asks for.'),
});
