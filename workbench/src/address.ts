/** A text of an address. The router reads `5` and `true` as what they look like, whatever somebody meant. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
