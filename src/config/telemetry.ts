import { isLoopback } from '../gateway/host.ts';
import type { MendedFile } from './mended-file.ts';
import type { Reading } from './reading.ts';
import { Secret } from './secret.ts';

/** Where traces are sent. */
export interface TelemetryConfig {
  readonly url: string;
  readonly headers: ReadonlyMap<string, Secret>;
  readonly sampleRatio: number;
  readonly serviceName: string;
}

const DEFAULTS: NonNullable<MendedFile['telemetry']> = { headers: {}, sampleRatio: 1 };

const checkAddress = (text: string): string => {
  if (!URL.canParse(text) || !['http:', 'https:'].includes(new URL(text).protocol))
    throw new Error('must be an address such as http://127.0.0.1:4318/v1/traces');
  const { username, password } = new URL(text);
  if (username !== '' || password !== '')
    throw new Error('has a user or a password. Use telemetry.headers, which refer to secrets.');
  return text;
};

/** Whether what is sent to an address can be read on its way. */
const isInClear = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isLoopback(hostname);
};

/** The address with the setting or the variable that it is from. */
const findAddress = (
  reading: Reading,
  { telemetry }: MendedFile,
): readonly [place: string, url: string] | undefined => {
  if (telemetry?.tracesUrl !== undefined) return ['telemetry.tracesUrl', telemetry.tracesUrl];
  const own = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
  const common = 'OTEL_EXPORTER_OTLP_ENDPOINT';
  const [traces, all] = [reading.env(own), reading.env(common)];
  if (traces !== undefined) return [own, traces];
  // By the rules of OpenTelemetry the common address has a path of its own for each kind of data.
  return all === undefined ? undefined : [common, `${all.replace(/\/+$/, '')}/v1/traces`];
};

/** Where the configuration wants its traces; null for no traces. */
export const readTelemetry = (reading: Reading, file: MendedFile): TelemetryConfig | null => {
  const found = findAddress(reading, file);
  const { headers, sampleRatio } = file.telemetry ?? DEFAULTS;
  const secrets = new Map(
    Object.entries(headers).flatMap(([name, reference]) => {
      const value = reading.secret(`telemetry.headers.${name}`, reference);
      return value === undefined ? [] : [[name, new Secret(value)] as const];
    }),
  );
  if (found === undefined) return null;
  const url = reading.attempt(found[0], () => checkAddress(found[1]));
  if (url === undefined) return null;
  if (secrets.size > 0 && isInClear(url)) {
    const remedy = 'Use an https:// address, or a collector on this machine.';
    reading.problems.push(
      `${found[0]}: telemetry.headers hold secrets, and this address would get them in clear text. ${remedy}`,
    );
    return null;
  }
  return { url, headers: secrets, sampleRatio, serviceName: reading.env('OTEL_SERVICE_NAME') ?? 'redcap-graphql' };
};
