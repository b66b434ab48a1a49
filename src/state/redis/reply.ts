/** What a script answers: bytes, numbers, nothing, or a list of these. */
export type Reply = Buffer | number | null | readonly Reply[];

/** A reply as a list; nothing is an empty one. */
export const listOf = (reply: Reply | undefined): readonly Reply[] => {
  if (reply === null || reply === undefined) return [];
  return typeof reply === 'number' || Buffer.isBuffer(reply) ? [reply] : reply;
};

/** A reply as bytes; null where it has none. */
export const bytesOf = (reply: Reply | undefined): Buffer | null => (Buffer.isBuffer(reply) ? reply : null);

/** A reply as text; null where it has none. */
export const textOf = (reply: Reply | undefined): string | null =>
  typeof reply === 'number' ? String(reply) : (bytesOf(reply)?.toString() ?? null);

/** A reply as a number; 0 where it has none. */
export const numberOf = (reply: Reply | undefined): number => Number(textOf(reply) ?? 0);

/** A list of so many members each as groups of them. */
export const groupsOf = (reply: Reply, size: number): readonly (readonly Reply[])[] => {
  const list = listOf(reply);
  return Array.from({ length: Math.floor(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
};
