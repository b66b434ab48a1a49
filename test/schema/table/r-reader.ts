/** A cell's text, and the place behind it. */
interface ReadCell {
  readonly text: string;
  readonly next: number;
}

const readQuoted = (csv: string, start: number): ReadCell => {
  let text = '';
  for (let place = start + 1; ;) {
    const quote = csv.indexOf('"', place);
    if (quote === -1) throw new Error('EOF within quoted string');
    text += csv.slice(place, quote);
    if (csv[quote + 1] !== '"') return { text, next: quote + 1 };
    text += '"';
    place = quote + 2;
  }
};

const readBare = (csv: string, start: number): ReadCell => {
  let next = start;
  while (next < csv.length && csv[next] !== ',' && csv[next] !== '\n') next += 1;
  return { text: csv.slice(start, next), next };
};

/** Lines of cells. Throws where a line is empty, which R would skip, and where text stands behind a quote. */
const readLines = (csv: string): string[][] => {
  const lines: string[][] = [];
  let line: string[] = [];
  for (let place = 0; place < csv.length;) {
    const { text, next } = csv[place] === '"' ? readQuoted(csv, place) : readBare(csv, place);
    line.push(text);
    place = next + 1;
    if (csv[next] === '\n' || next === csv.length) {
      if (line.length === 1 && text === '' && csv[next - 1] !== '"') throw new Error('a line is empty');
      lines.push(line);
      line = [];
    } else if (csv[next] !== ',') throw new Error('text behind a quote');
    else if (place === csv.length) line.push('');
  }
  return lines;
};

/**
 * What R's `read.csv(file, colClasses = "character", na.strings = c("", "NA"), check.names = FALSE)` gives, with null for NA. It
 * is no R, but a reader that is written by R's rules and stricter: it refuses what R would guess at or fill up.
 */
export const readLikeR = (csv: string): Record<string, string | null>[] => {
  const [columns = [], ...rows] = readLines(csv);
  if (new Set(columns).size !== columns.length) throw new Error('duplicate names');
  return rows.map((cells) => {
    if (cells.length !== columns.length) throw new Error('more or fewer columns than column names');
    return Object.fromEntries(
      columns.map((column, index) => {
        const text = cells[index] ?? '';
        return [column, text === '' || text === 'NA' ? null : text];
      }),
    );
  });
};
