/** The longest that REDCap lets the part of a unique name be which comes from the label. */
const labelLength = 18;

const spellSuffix = (count: number): string =>
  count < 26
    ? String.fromCharCode('a'.charCodeAt(0) + count)
    : `${spellSuffix(Math.floor(count / 26) - 1)}${spellSuffix(count % 26)}`;

/** The name itself, or with the first letter suffix from `b` on that nobody has. */
export const avoidTaken = (name: string, taken: ReadonlySet<string>): string => {
  let unique = name;
  for (let count = 1; taken.has(unique); count += 1) unique = `${name}${spellSuffix(count)}`;
  return unique;
};

/**
 * The unique name that REDCap makes of an event's label and arm: lower case, hyphens dropped, all else but letters and
 * digits as single underscores, 18 characters of that, then `_arm_1` (EVIDENCE.md#unique-event-names).
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
