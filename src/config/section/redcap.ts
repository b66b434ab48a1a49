import { z } from 'zod';
import { proxySettings, tlsSettings } from './network.ts';

const positive = z.int().min(1);

/** How REDCap is called, as the file has it. */
export const redcapSchema = z.strictObject({
  ...proxySettings,
  ...tlsSettings,
  callsPerMinute: positive
    .default(500)
    .describe(
      'Calls a minute to one REDCap host. REDCap bans addresses above 600 unless its administrator changed that.',
    ),
  readTimeoutSeconds: positive.default(30).describe('Seconds that the reads of one operation may take.'),
  writeTimeoutSeconds: positive.default(120).describe('Seconds that a write may take from when it is sent.'),
  turnWaitSeconds: positive
    .default(20)
    .describe(
      'Seconds that a write waits for an earlier one of the same project or file, while none ends. It is refused then, and the caller may send it again.',
    ),
  listMaxAgeSeconds: z
    .int()
    .min(0)
    .default(300)
    .describe('Seconds for which the gateway keeps the record names of a list between its pages, in memory only.'),
  designMaxAgeSeconds: z
    .int()
    .min(0)
    .default(60)
    .describe('Seconds for which the gateway keeps the design of a project.'),
  rightsMaxAgeSeconds: z
    .int()
    .min(0)
    .default(3600)
    .describe(
      'Seconds for which the gateway keeps the columns that a token may export. The schema of the project is made of them. To find them, the gateway exports one record, and REDCap logs that export.',
    ),
});
