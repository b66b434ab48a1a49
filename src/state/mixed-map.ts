import { createBoundedMap, type BoundedMap, type BoundedMapOptions } from './bounded-map.ts';
import { createFirmMap } from './firm-map.ts';

/** A map of which some entries go for want of room, and others, which are firm, do not. Each kind has the same room. */
export interface MixedMap<Value> extends Pick<BoundedMap<Value>, 'get' | 'endOf' | 'delete'> {
  /**
   * Sets a value that is so large, for so many milliseconds. Throws `StateUnavailable`, and changes nothing, where there is no room
   * for one that is firm.
   */
  readonly set: (key: string, value: Value, bytes: number, maxAgeMs: number, isFirm: boolean) => void;
  /** The values: first those that are firm. */
  readonly values: () => readonly Value[];
}

/** An empty map. `onGone` hears of a key also when its entry becomes firm, or is so no more. */
export const createMixedMap = <Value>(options: BoundedMapOptions): MixedMap<Value> => {
  const soft = createBoundedMap<Value>(options);
  const firm = createFirmMap<Value>(options);
  return {
    get: (key) => firm.get(key) ?? soft.get(key),
    endOf: (key) => Math.max(firm.endOf(key), soft.endOf(key)),
    set: (key, value, bytes, maxAgeMs, isFirm) => {
      if (isFirm && maxAgeMs > 0) {
        // First, so that nothing has changed when there is no room.
        firm.set(key, value, bytes + key.length, options.now() + maxAgeMs);
        soft.delete(key);
      } else {
        firm.delete(key);
        soft.set(key, value, bytes, maxAgeMs);
      }
    },
    delete: (key) => {
      firm.delete(key);
      soft.delete(key);
    },
    values: () => [...firm.values(), ...soft.values()],
  };
};
