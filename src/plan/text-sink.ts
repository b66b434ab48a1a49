/** Bytes of a piece, and of the first one, since many lists are short. */
const PIECE_BYTES = 65_536;
const FIRST_PIECE_BYTES = 4_096;

/** Texts and bytes up to this length are copied here. For longer ones the engine's own way is quicker. */
const SHORT = 96;

/** UTF-8 has three bytes at most for each character of JavaScript. */
const MOST_BYTES_A_CHARACTER = 3;

/** A long text that is written a little at a time, as UTF-8. Nothing but its bytes is kept, so that it makes no garbage. */
export class TextSink {
  readonly #pieces: Uint8Array[] = [];
  #piece = Buffer.allocUnsafeSlow(FIRST_PIECE_BYTES);
  /** Bytes of the piece that are written. */
  #length = 0;
  /** Bytes of all pieces before. */
  #before = 0;

  /** Adds a text. */
  add(text: string): void {
    const { length } = text;
    if (length > SHORT) {
      this.#addLong(text);
      return;
    }
    this.#reserve(length);
    const piece = this.#piece;
    const start = this.#length;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code >= 0x80) {
        this.#addLong(text);
        return;
      }
      piece[start + index] = code;
    }
    this.#length = start + length;
  }

  /** Adds bytes, which are UTF-8 themselves. */
  copy(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    this.#reserve(length);
    const piece = this.#piece;
    const to = this.#length;
    if (length > SHORT) piece.set(bytes.subarray(start, end), to);
    else for (let index = 0; index < length; index += 1) piece[to + index] = bytes[start + index] ?? 0;
    this.#length = to + length;
  }

  /** A place in the text, to look back to. */
  mark(): number {
    return this.#before + this.#length;
  }

  /** The text since a mark; null where a part of it is in a piece that is closed. */
  since(mark: number): string | null {
    return mark < this.#before ? null : this.#piece.toString('utf8', mark - this.#before, this.#length);
  }

  /** All that was added, in pieces. Nothing may be added any more. */
  end(): readonly Uint8Array[] {
    this.#close();
    return this.#pieces;
  }

  #addLong(text: string): void {
    this.#reserve(MOST_BYTES_A_CHARACTER * text.length);
    this.#length += this.#piece.write(text, this.#length);
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#piece.length) return;
    this.#close();
    this.#piece = Buffer.allocUnsafeSlow(Math.max(bytes, PIECE_BYTES));
  }

  #close(): void {
    if (this.#length > 0) this.#pieces.push(this.#piece.subarray(0, this.#length));
    this.#before += this.#length;
    this.#length = 0;
  }
}

/** What is written to a sink, as one text. */
export const writtenText = (write: (out: TextSink) => void): string => {
  const out = new TextSink();
  write(out);
  return Buffer.concat(out.end()).toString();
};
