/** Bytes of a MiB. */
export const MIB = 1_048_576;
