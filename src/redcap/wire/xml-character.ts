/** A place in a text, in lines and in characters of the line, both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** The characters that no XML 1.0 document may hold, not even as references. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** Looks at a text in pieces. Gives the place of the first character that XML forbids; null while there is none. */
export const createXmlScan = (): ((piece: string) => TextPlace | null) => {
  let line = 1;
  let column = 1;
  return (piece) => {
    const found = piece.search(FORBIDDEN);
    const end = found < 0 ? piece.length : found;
    let start = 0;
    for (let at = piece.indexOf('\n'); at >= 0 && at < end; at = piece.indexOf('\n', start)) {
      line += 1;
      column = 1;
      start = at + 1;
    }
    column += end - start;
    return found < 0 ? null : { line, column };
  };
};

/** Names a place in an error: `line 3, column 17`. */
export const describePlace = ({ line, column }: TextPlace): string => `line ${String(line)}, column ${String(column)}`;
