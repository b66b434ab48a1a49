/** Texts that are kept at a time; a power of two. */
const SLOTS = 1024;

/** Bytes of the longest text that is looked up. A longer one hardly comes twice. */
const LONGEST = 32;

const isSame = (text: string, bytes: Uint8Array, start: number): boolean => {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) !== bytes[start + index]) return false;
  }
  return true;
};

/**
 * Reads texts out of bytes. Most cells of an answer are short and come again and again: codes, events, dates. Such a text is
 * made once and found again by its bytes, which costs less than to make it.
 */
export class ShortTexts {
  readonly #texts: string[] = new Array<string>(SLOTS).fill('');

  /** The text of these bytes, which are UTF-8. */
  read(bytes: Buffer, start: number, end: number): string {
    const length = end - start;
    if (length === 0) return '';
    if (length > LONGEST) return bytes.toString('utf8', start, end);
    let hash = length;
    let all = 0;
    for (let place = start; place < end; place += 1) {
      const byte = bytes[place] ?? 0;
      hash = (Math.imul(hash, 31) + byte) | 0;
      all |= byte;
    }
    // Texts of other characters than ASCII have fewer characters than bytes.
    if (all >= 0x80) return bytes.toString('utf8', start, end);
    const slot = (hash ^ (hash >>> 10)) & (SLOTS - 1);
    const known = this.#texts[slot] ?? '';
    if (known.length === length && isSame(known, bytes, start)) return known;
    const text = bytes.toString('latin1', start, end);
    this.#texts[slot] = text;
    return text;
  }
}
