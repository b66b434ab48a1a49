import { describe, expect, it } from 'vitest';
import { dropBytes, givePieceBack, PIECE_BYTES, takePiece } from '../src/text-piece.ts';

describe('a piece of a long text', () => {
  it('is taken again when it was given back', () => {
    const piece = takePiece();
    givePieceBack(piece.subarray(0, 10));
    expect(takePiece().buffer).toBe(piece.buffer);
  });

  it('is taken by one text at a time, however often it is given back', () => {
    const piece = takePiece();
    givePieceBack(piece);
    givePieceBack(piece);
    expect(takePiece().buffer).toBe(piece.buffer);
    expect(takePiece().buffer).not.toBe(piece.buffer);
  });

  it('is nothing that somebody else has made', () => {
    const other = Buffer.allocUnsafeSlow(PIECE_BYTES);
    givePieceBack(other);
    expect(takePiece().buffer).not.toBe(other.buffer);
  });

  it('is kept for texts to come up to four mebibytes', () => {
    const pieces = Array.from({ length: 100 }, takePiece);
    pieces.forEach(givePieceBack);
    const known = new Set(pieces.map(({ buffer }) => buffer));
    const again = Array.from({ length: 100 }, takePiece);
    expect(again.filter(({ buffer }) => known.has(buffer))).toHaveLength(64);
  });
});

describe('the bytes of a long text', () => {
  it('are let go', () => {
    const text = Buffer.allocUnsafeSlow(PIECE_BYTES + 1);
    dropBytes(text);
    expect(text.buffer.byteLength).toBe(0);
  });

  it('stay where others have a part of them', () => {
    const all = Buffer.allocUnsafeSlow(2 * PIECE_BYTES);
    dropBytes(all.subarray(1));
    expect(all.byteLength).toBe(2 * PIECE_BYTES);
  });

  it('stay where they are a piece that others will have', () => {
    const piece = takePiece();
    dropBytes(piece);
    expect(piece.byteLength).toBe(PIECE_BYTES);
  });
});
