/** A JSON document, or the fact that a text is none. The document is wrapped, because `null` is a document too. */
export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/**
 * Reads a JSON document. The parser's own complaint is dropped, because it quotes the text and with it patients' values;
 * so is the stack overflow of a document that is nested too deeply.
 */
export const parseJson = (text: string): ParsedJson => {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
};

/** True for a JSON object: neither `null` nor a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
