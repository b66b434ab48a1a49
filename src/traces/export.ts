import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** Where spans go, and which. */
export interface SpanDestination {
  /** The collector's address for traces, OTLP over HTTP. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The part of the requests without a trace of their caller's that is followed, from 0 to 1. */
  readonly sampleRatio: number;
  readonly serviceName: string;
}

/** Spans that wait for the collector. Those beyond it are dropped: a request waits for no collector. */
const MOST_WAITING = 2_048;
const MOST_AT_ONCE = 512;
const SEND_EVERY_MS = 2_000;
const SEND_TIMEOUT_MS = 5_000;

/** An exporter that says once when the collector takes nothing, and again after it has taken something. */
const saying = (exporter: SpanExporter, onFailure: () => void): SpanExporter => {
  let isFailing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        // 0 is a success.
        const failed = Number(result.code) !== 0;
        if (failed && !isFailing) onFailure();
        isFailing = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
};

/** Opens the way of spans to a collector. Nothing is sent before there is a span. */
export const openSpanExport = (
  { url, headers, sampleRatio, serviceName }: SpanDestination,
  onFailure: () => void,
): TracerProvider => {
  const exporter = new OTLPTraceExporter({ url, headers: { ...headers }, timeoutMillis: SEND_TIMEOUT_MS });
  const processor = new BatchSpanProcessor({
    exporter: saying(exporter, onFailure),
    maxQueueSize: MOST_WAITING,
    maxExportBatchSize: MOST_AT_ONCE,
    scheduledDelayMillis: SEND_EVERY_MS,
    exportTimeoutMillis: SEND_TIMEOUT_MS,
  });
  return new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    // Who sends a trace decides whether it is followed.
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) }),
    spanProcessors: [processor],
  });
};
