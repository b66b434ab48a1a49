/** The index of an entry in a list and the one behind it. Where the entry is gone, both are the index of what followed it. */
export interface Located {
  readonly at: number;
  readonly behind: number;
}

/** Where an entry is that is there. */
export const locatedAt = (index: number): Located => ({ at: index, behind: index + 1 });

/** Where an entry was that is gone. */
export const goneBefore = (index: number): Located => ({ at: index, behind: index });
