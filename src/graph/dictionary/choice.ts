/** One answer that a field offers. */
export interface ChoiceNode {
  readonly code: string;
  /** As the designer wrote it: HTML and piping possible. */
  readonly label: string;
}

/**
 * Choices of a dropdown, radio or checkbox, from the dictionary's `select_choices_or_calculations`. Never throws.
 *
 * The text is cut at `|`, and each piece at its first comma. A piece without a comma is code and label in one. Empty pieces,
 * pieces without a code and repeated codes are left out.
 *
 * `knownCodes` come from Export Field Names, for a checkbox, and count more than the text. A piece that starts with none of
 * them is the rest of a label that holds a `|`. A known code that the text does not show is its own label.
 */
export const parseChoices = (text: string, knownCodes: readonly string[] = []): ChoiceNode[] => {
  const pieces = text.split('|').map((piece) => parsePiece(piece));
  const known = new Set(knownCodes);
  const isTrusted = known.size > 0 && pieces.some((piece) => known.has(piece.code));
  const choices = new Map<string, string>();
  let last: string | null = null;
  for (const piece of pieces) {
    const startsChoice = isTrusted ? known.has(piece.code) && !choices.has(piece.code) : piece.code !== '';
    if (startsChoice) {
      if (!choices.has(piece.code)) choices.set(piece.code, piece.label);
      last = piece.code;
    } else if (isTrusted && last !== null) {
      choices.set(last, `${choices.get(last) ?? ''}|${piece.text}`);
    }
  }
  for (const code of isTrusted ? knownCodes : []) if (!choices.has(code)) choices.set(code, code);
  return [...choices].map(([code, label]) => ({ code, label: label.replace(/[\s|]+$/, '').trim() }));
};

/** The project's missing data codes, from project information; a list like a dropdown's, by `|` or one a line. */
export const parseMissingDataCodes = (text: string): ChoiceNode[] => parseChoices(text.replace(/\r?\n/g, '|'));

/** The column that a flat export gives a checkbox's option: `race` and `-4` make `race____4`. Lossy: see `columnByCode`. */
export const checkboxColumn = (fieldName: string, code: string): string =>
  `${fieldName}___${code.toLowerCase().replace(/[^a-z0-9_]/g, '_')}`;

interface Piece {
  readonly text: string;
  readonly code: string;
  readonly label: string;
}

const parsePiece = (text: string): Piece => {
  const comma = text.indexOf(',');
  if (comma < 0) return { text, code: text.trim(), label: text.trim() };
  return { text, code: text.slice(0, comma).trim(), label: text.slice(comma + 1).trimStart() };
};
