import { z } from 'zod';

/** The metrics, as the file has them. */
export const metricsSchema = z.strictObject({
  enabled: z
    .boolean()
    .default(false)
    .describe('Whether metrics are served for Prometheus, at /metrics of a port of its own.'),
  host: z.string().min(1).default('127.0.0.1').describe('Address on which they are served.'),
  port: z.int().min(0).max(65_535).default(9464).describe('Port on which they are served.'),
  hash: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, {
      error: 'must be "sha256:" and 64 hexadecimal digits, as "npm start -- api-key NAME" prints it',
    })
    .optional()
    .describe('SHA-256 of the key that Prometheus sends as "Authorization: Bearer …". It is needed beyond 127.0.0.1.'),
});
