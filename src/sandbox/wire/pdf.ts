/** A page of a PDF: its lines of text, the first one large. */
export type PdfPage = readonly string[];

const LINES_PER_PAGE = 54;
const CHARACTERS_PER_LINE = 92;

/** The text in the character set of PDF's own fonts. A character that the set does not have becomes a question mark. */
const spellText = (text: string): string =>
  text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2013\u2014]/g, '-')
    .replace(/\s/g, ' ')
    .replace(/[^\u0020-\u007e\u00a0-\u00ff]/gu, '?')
    .replace(/[\\()]/g, (found) => `\\${found}`);

const wrapLine = (line: string): string[] => {
  const pieces = line.match(
    new RegExp(`.{1,${String(CHARACTERS_PER_LINE)}}(?:\\s|$)|.{1,${String(CHARACTERS_PER_LINE)}}`, 'gsu'),
  );
  return pieces ?? [''];
};

const paginate = (page: PdfPage): string[][] => {
  const lines = page.flatMap((line) => line.split(/\r\n|\r|\n/).flatMap(wrapLine));
  const pages: string[][] = [];
  for (let start = 0; start === 0 || start < lines.length; start += LINES_PER_PAGE) {
    pages.push(lines.slice(start, start + LINES_PER_PAGE));
  }
  return pages;
};

const drawPage = (lines: readonly string[]): string => {
  const shown = lines.map((line, index) => `${index === 0 ? '/F1 13 Tf' : '/F1 10 Tf'} (${spellText(line)}) Tj T*`);
  return ['BT', '50 790 Td', '14 TL', ...shown, 'ET'].join('\n');
};

const FIRST_PAGE = 4;

/**
 * The document's numbered objects: catalog, page tree, font, then each page with its content. The first has number 1.
 */
const listObjects = (pages: readonly string[]): string[] => {
  const kids = pages.map((_page, index) => `${String(FIRST_PAGE + 2 * index)} 0 R`);
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${String(pages.length)} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((content, index) => [
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> ' +
        `/Contents ${String(FIRST_PAGE + 2 * index + 1)} 0 R >>`,
      `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
    ]),
  ];
};

/** Writes a PDF 1.3 of plain text, long pages over several. All its characters are one byte each. */
export const writePdf = (pages: readonly PdfPage[]): Uint8Array => {
  const objects = listObjects(pages.flatMap(paginate).map(drawPage));
  let text = '%PDF-1.3\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(text.length)}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(`${text}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`, 'latin1'));
};
