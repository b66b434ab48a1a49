import { addressOf } from '../gateway.ts';
import type { RowCount } from './row-count.ts';

/** How far a file has come. */
export interface Arrival {
  readonly bytes: number;
  /** Lines but the first of CSV, lines of NDJSON; null where the form of the file has none. */
  readonly rows: number | null;
  /** Columns that the gateway says are withheld. */
  readonly omitted: readonly string[];
}

/** A file that has come whole. */
export interface Arrived extends Arrival {
  readonly blob: Blob;
}

/** The gateway may name a path of its own, or the whole address where the operator has published one. */
const downloadAddress = (downloadUrl: string): string =>
  downloadUrl.startsWith('/') ? addressOf(downloadUrl.slice(1)) : downloadUrl;

/** What fetching a file takes. */
export interface FetchOptions {
  readonly downloadUrl: string;
  readonly signal: AbortSignal;
  readonly count?: RowCount | undefined;
  readonly onArrival: (arrival: Arrival) => void;
}

/** Fetches a file and says how far it is. A transfer that breaks off is an error, never a short file. */
export const fetchFile = async ({ downloadUrl, signal, count, onArrival }: FetchOptions): Promise<Arrived> => {
  const response = await fetch(downloadAddress(downloadUrl), { signal, cache: 'no-store' });
  if (!response.ok || response.body === null) throw new Error(`${response.status} ${response.statusText}`);
  const omitted = (response.headers.get('redcap-omitted-fields') ?? '').split(',').filter((name) => name !== '');
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    bytes += part.value.byteLength;
    count?.add(part.value);
    onArrival({ bytes, rows: count?.rows() ?? null, omitted });
  }
  const blob = new Blob(parts, { type: response.headers.get('content-type') ?? 'application/octet-stream' });
  return { blob, bytes, rows: count?.rows() ?? null, omitted };
};
