/** An issuer has so long to send a document. Callers wait for it. */
const TIME_MS = 5_000;
/** Keys of a large issuer have some kilobytes. */
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
 * Fetches a JSON document of an issuer: its description, or its public keys. It follows no redirect, and rejects where the
 * document does not come whole in time.
 */
export const fetchIssuerDocument = async (url: string, timeMs = TIME_MS): Promise<unknown> => {
  const signal = AbortSignal.timeout(timeMs);
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error('the issuer did not send the document');
  }
  return JSON.parse(await readText(response.body)) as unknown;
};
