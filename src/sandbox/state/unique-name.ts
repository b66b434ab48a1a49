/** The most characters of a label that a unique name has. */
const labelLength = 18;

const spellSuffix = (count: number): string =>
  count < 26
    ? String.fromCharCode('a'.charCodeAt(0) + count)
    : `${spellSuffix(Math.floor(count / 26) - 1)}${spellSuffix(count % 26)}`;

/** The name itself, or the name with the first free letter from `b` on. */
export const avoidTaken = (name: string, taken: ReadonlySet<string>): string => {
  let unique = name;
  for (let count = 1; taken.has(unique); count += 1) unique = `${name}${spellSuffix(count)}`;
  return unique;
};

/**
 * The unique name that REDCap makes of an event's label and arm (EVIDENCE.md#unique-event-names).
 * The label is in lower case and without hyphens. Other characters but letters and digits become single underscores.
 * The first 18 characters stay, and `_arm_1` follows.
 */
export const deriveUniqueEventName = (label: string, armNum: number, taken: ReadonlySet<string>): string => {
  const spelled = label
    .trim()
    .toLowerCase()
    .replaceAll('-', '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+/, '');
  return avoidTaken(`${spelled.slice(0, labelLength).replace(/_+$/, '')}_arm_${String(armNum)}`, taken);
};
