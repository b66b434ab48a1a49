/** What may be shown of a choice: its label, its code, or both. */
export const SHOWN = ['label', 'code', 'both'] as const;

/** One of them. */
export type Shown = (typeof SHOWN)[number];
