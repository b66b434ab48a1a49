import { z } from 'zod';
import { secretReference } from './secret-reference.ts';

/** The traces, as the file has them. */
export const telemetrySchema = z.strictObject({
  tracesUrl: z
    .string()
    .optional()
    .describe(
      'Address of an OpenTelemetry collector for traces (OTLP over HTTP), such as http://127.0.0.1:4318/v1/traces. Without it OTEL_EXPORTER_OTLP_TRACES_ENDPOINT counts, or OTEL_EXPORTER_OTLP_ENDPOINT.',
    ),
  headers: z
    .record(z.string().regex(/^[\w-]{1,64}$/), secretReference)
    .default({})
    .describe('Headers that the collector asks for, by name; each is a reference to a secret.'),
  sampleRatio: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      "The part of the requests that is followed. Of a request with a caller's traceparent, the caller decides.",
    ),
});
