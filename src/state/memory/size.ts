/** Items of an array that are measured: to write out a large dictionary would take longer than anything else here. */
const SAMPLE = 1_000;

/** The golden ratio: its multiples are spread evenly, and fall in with no rhythm that the items may have. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Evenly spread items of a long array, and how many items each stands for. */
const sampleOf = (items: readonly unknown[]): { readonly items: readonly unknown[]; readonly weight: number } => {
  if (items.length <= SAMPLE) return { items, weight: 1 };
  const weight = items.length / SAMPLE;
  return {
    items: Array.from({ length: SAMPLE }, (_, index) => items[Math.floor(((index * GOLDEN) % 1) * items.length)]),
    weight,
  };
};

/** About what plain data takes: the length of its JSON. Of a long array that is in no other, evenly spread items are measured for all. */
export const sizeOf = (value: unknown): number => {
  if (Array.isArray(value)) {
    const { items, weight } = sampleOf(value);
    return Math.ceil(JSON.stringify(items).length * weight);
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value).length;
  return Object.entries(value).reduce((sum, [key, part]: [string, unknown]) => {
    if (part === undefined) return sum;
    return sum + key.length + 4 + sizeOf(part);
  }, 2);
};
