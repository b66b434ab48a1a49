import { PIECE_BYTES, takePiece } from '../text-piece.ts';

/** Bytes of the first piece, since many lists are short. */
const FIRST_PIECE_BYTES = 4_096;

/** Bytes of the first piece of a text that is looked at and thrown away. */
const SAMPLE_BYTES = 256;

/** Texts and bytes up to this length are copied here. For longer ones the engine's own way is quicker. */
const SHORT = 96;

/** UTF-8 has three bytes at most for each character of JavaScript. */
const MOST_BYTES_A_CHARACTER = 3;

const copyShort = (from: Uint8Array, start: number, end: number, to: Uint8Array, place: number): void => {
  let at = place;
  for (let index = start; index < end; index += 1) {
    to[at] = from[index] ?? 0;
    at += 1;
  }
};

/** A long text that is written a little at a time, as UTF-8. Nothing but its bytes is kept, so that it makes no garbage. */
export class TextSink {
  readonly #pieces: Uint8Array[] = [];
  #piece: Buffer;
  /** Bytes of the piece that are written. */
  #length = 0;
  /** Bytes of all pieces before. */
  #before = 0;

  constructor(firstPieceBytes = FIRST_PIECE_BYTES) {
    this.#piece = Buffer.allocUnsafe(firstPieceBytes);
  }

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
    else copyShort(bytes, start, end, piece, to);
    this.#length = to + length;
  }

  /** Adds some bytes between two short texts. */
  copyBetween(before: Uint8Array, bytes: Uint8Array, start: number, end: number, after: Uint8Array): void {
    const length = end - start;
    if (length > SHORT) {
      this.copy(before, 0, before.length);
      this.copy(bytes, start, end);
      this.copy(after, 0, after.length);
      return;
    }
    this.#reserve(before.length + length + after.length);
    const piece = this.#piece;
    let to = this.#length;
    copyShort(before, 0, before.length, piece, to);
    to += before.length;
    copyShort(bytes, start, end, piece, to);
    to += length;
    copyShort(after, 0, after.length, piece, to);
    this.#length = to + after.length;
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
    this.#piece = bytes > PIECE_BYTES ? Buffer.allocUnsafeSlow(bytes) : takePiece();
  }

  #close(): void {
    if (this.#length > 0) this.#pieces.push(this.#piece.subarray(0, this.#length));
    this.#before += this.#length;
    this.#length = 0;
  }
}

/** What is written to a sink, as one short text. */
export const writtenText = (write: (out: TextSink) => void): string => {
  const out = new TextSink(SAMPLE_BYTES);
  write(out);
  return Buffer.concat(out.end()).toString();
};
