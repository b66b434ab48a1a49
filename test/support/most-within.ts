/** The most moments, in any order, that fall into a span of so many milliseconds. */
export const mostWithin = (moments: readonly number[], spanMs: number): number => {
  const sorted = moments.toSorted((a, b) => a - b);
  let [first, most] = [0, 0];
  for (const [last, moment] of sorted.entries()) {
    while (moment - (sorted[first] ?? moment) >= spanMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
};
