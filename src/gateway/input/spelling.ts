/** Longer texts are no misspelt names, and comparing them would take long. */
const LONGEST_NAME = 100;

/** How many letters have to be put in, left out, replaced or swapped with the next to make one text of the other. */
const countSlips = (text: string, other: string): number => {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= text.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = text[line - 1] === other[column - 1];
      const isSwapped = line > 1 && text[line - 1] === other[column - 2] && text[line - 2] === other[column - 1];
      next.push(
        Math.min(
          (row[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (row[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
};

/** One slip in a short name, two in a longer one: more make another word, such as `date` of `value`. */
const mostSlips = (name: string): number => (name.length < 3 ? 0 : name.length < 8 ? 1 : 2);

/** The name that was probably meant: the closest of those that differ by a slip or two, or by capitals only. */
export const findMeant = (given: string, names: readonly string[]): string | undefined => {
  if (given.length > LONGEST_NAME) return undefined;
  const text = given.toLowerCase();
  const close = names
    .filter((name) => Math.abs(name.length - text.length) <= mostSlips(name))
    .map((name) => ({ name, slips: countSlips(text, name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= mostSlips(name))
    .sort((one, other) => one.slips - other.slips);
  return close[0]?.name;
};
