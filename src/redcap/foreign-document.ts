import { findProxy, type ProxyRules } from './proxy.ts';
import { openForeignPool } from './transport.ts';

/** How a document of another server than REDCap is fetched. */
export interface ForeignDocumentOptions {
  readonly proxies: ProxyRules;
  /** Certificates (PEM) that are trusted instead of the machine's own. */
  readonly ca?: string | undefined;
  /** Milliseconds for all of it; 5 seconds unless given. */
  readonly timeMs?: number | undefined;
}

const TIME_MS = 5_000;
/** Public keys of a large issuer have some kilobytes. */
const MAX_BYTES = 256 * 1024;

/** Reads a body to its end, unless it is too long. */
const readText = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error('the document is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

/**
 * Fetches a JSON document of a server that is not a REDCap, such as the public keys of an issuer of tokens. It goes by the proxies
 * of REDCap, and with none of REDCap's credentials. It follows no redirect, and rejects where the document does not come
 * whole in time.
 */
export const fetchForeignDocument = async (
  address: string,
  { proxies, ca, timeMs = TIME_MS }: ForeignDocumentOptions,
): Promise<unknown> => {
  const { origin, pathname, search } = new URL(address);
  const pool = openForeignPool(origin, { ca, timeMs, proxy: findProxy(proxies, address) });
  try {
    const { statusCode, body } = await pool.request({
      origin,
      path: `${pathname}${search}`,
      method: 'GET',
      headers: { accept: 'application/json', 'user-agent': 'redcap-graphql' },
      signal: AbortSignal.timeout(timeMs),
    });
    if (statusCode !== 200) throw new Error('the server did not send the document');
    // The body is a stream of bytes, which its type leaves open.
    return JSON.parse(await readText(body as AsyncIterable<Uint8Array>)) as unknown;
  } finally {
    // Nothing of it is waited for: what is open is cut.
    void pool.destroy();
  }
};
