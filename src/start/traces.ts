import type { Config } from '../config.ts';
import type { Log } from '../gateway/access-log.ts';
import { systemClock } from '../redcap/clock.ts';

/** Traces that are sent while the gateway runs. */
export interface SentTraces {
  /** The log, whose requests are followed. */
  readonly log: Log;
  /** Sends what waits, for no longer than a stop has time for it. */
  readonly close: () => Promise<void>;
}

/** A collector that takes longer at a stop gets nothing more. It is less than a stop has for closing things. */
const LAST_SPANS_MS = 400;

const closeNothing = (): Promise<void> => Promise.resolve();

/** Sends traces to the collector of a configuration. Nothing is loaded where it has none. */
export const openTraces = async ({ telemetry }: Config, log: Log): Promise<SentTraces> => {
  if (telemetry === null) return { log, close: closeNothing };
  const { createTraces } = await import('../traces/traces.ts');
  const { url, headers, sampleRatio, serviceName } = telemetry;
  const shown = Object.fromEntries([...headers].map(([name, secret]) => [name, secret.reveal()]));
  const destination = { url, headers: shown, sampleRatio, serviceName };
  const traces = createTraces(destination, systemClock, () => {
    log.warn({ host: new URL(url).host }, 'the collector of traces does not take them, and they are lost');
  });
  return {
    log: {
      info: (fields, message) => log.info(fields, message),
      warn: (fields, message) => log.warn(fields, message),
      error: (fields, message) => log.error(fields, message),
      follower: traces.follower,
    },
    close: async () => {
      let end = (): void => undefined;
      const late = new Promise<void>((resolve) => {
        end = systemClock.after(LAST_SPANS_MS, resolve);
      });
      await Promise.race([traces.close().catch(() => undefined), late]);
      end();
    },
  };
};
