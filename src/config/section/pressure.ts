import { z } from 'zod';

const bytes = z.int().min(1).optional();

/** When the gateway refuses new requests for want of memory or time, as the file has it. */
export const pressureSchema = z.strictObject({
  heapBytes: bytes.describe('Bytes of the heap above which new requests are refused; 85% of its limit unless given.'),
  rssBytes: bytes.describe(
    'Bytes of the process above which new requests are refused; 90% of what the container or the machine has unless given.',
  ),
  turnMilliseconds: z
    .int()
    .min(1)
    .default(1000)
    .describe('Milliseconds for which a request waits for the event loop on average, above which /ready says no.'),
});
