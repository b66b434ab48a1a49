import { z } from 'zod';
import { secretReference } from './secret-reference.ts';

/** The Redis that several gateways share, as the file has it. */
export const redisSchema = z.strictObject({
  url: z
    .union([z.string(), secretReference], {
      error: 'must be an address such as "rediss://redis.example.org", or { "env": "NAME" } or { "file": "PATH" }',
    })
    .optional()
    .describe(
      'Address of the Redis or Valkey, redis:// or rediss:// (TLS). With a password it is a reference to a secret. The variable REDCAP_GRAPHQL_REDIS_URL has precedence.',
    ),
  caFile: z
    .string()
    .min(1)
    .optional()
    .describe("File of certificates (PEM) that are trusted for rediss://, in place of the machine's own."),
  prefix: z
    .string()
    .min(1)
    .max(64)
    .default('redcap-graphql:')
    .describe('Begins the name of every key. Gateways with the same prefix and secret act as one.'),
  timeoutMs: z
    .int()
    .min(50)
    .max(1_500)
    .default(500)
    .describe('Milliseconds that one call to Redis may take. A Redis that takes longer counts as away.'),
  share: z
    .number()
    .positive()
    .max(1)
    .default(0.1)
    .describe(
      'The part of redcap.callsPerMinute that this gateway may send while it cannot reach Redis: 1 divided by the number of gateways. While one is missing, its part is left free for it.',
    ),
});
