/** Bytes as UTF-8 text without its byte-order mark; `undefined` when they are not UTF-8, so that no name is changed. */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Bytes as text for judging an error page, where a wrong character does no harm. */
export const decodeTextLoosely = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);
