/** Bytes of a piece of a long text. */
export const PIECE_BYTES = 65_536;

/** Pieces that are kept for texts to come: as many as the answer with a page of two or three thousand rows of twenty fields. */
const MOST_KEPT = 64;

const kept: Buffer[] = [];
const taken = new WeakSet<ArrayBufferLike>();

/** A piece for a text to come, with whatever bytes it had before. Nobody may read what was not written since. */
export const takePiece = (): Buffer => {
  const piece = kept.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
  taken.add(piece.buffer);
  return piece;
};

/**
 * Gives the bytes of a piece back, once nobody reads its text any more. What is none, or was given back before, is left alone. The
 * engine itself gives bytes back late, and looks through all of its memory for it.
 */
export const givePieceBack = ({ buffer }: Uint8Array): void => {
  if (!taken.delete(buffer) || kept.length >= MOST_KEPT) return;
  kept.push(Buffer.from(buffer));
};

/** Lets the bytes of a long text go, once nobody reads it any more. What shares its bytes with others is left to the engine. */
export const dropBytes = (text: string | Uint8Array): void => {
  if (typeof text === 'string' || text.byteLength < PIECE_BYTES) return;
  const { buffer, byteLength } = text;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && !taken.has(buffer)) buffer.transfer(0);
};
