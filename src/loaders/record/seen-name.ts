/** Says of names, one after another, whether they may have come before. It never misses one, and it may take one for another. */
export interface SeenNames {
  /** True when the name, or perhaps another one, has come before. */
  readonly isAgain: (name: string) => boolean;
}

/** Sets that share the names, so that none of them grows by much at once. */
const PARTS = 256;

/** FNV-1a, as a signed integer of 32 bits. */
const hashOf = (name: string): number => {
  let hash = -2_128_831_035;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 16_777_619);
  }
  return hash;
};

/** No name has come yet. A name costs its hash, and not its text. */
export const createSeenNames = (): SeenNames => {
  const parts = Array.from({ length: PARTS }, () => new Set<number>());
  return {
    isAgain: (name) => {
      const hash = hashOf(name);
      const part = parts[hash & (PARTS - 1)];
      if (part === undefined || part.has(hash)) return true;
      part.add(hash);
      return false;
    },
  };
};
