/** A behaviour of which it is not sure how REDCap has it. */
export interface Variant {
  readonly name: string;
  /** What the sandbox does, by the value. The first value is the likelier one, and the default. */
  readonly values: Readonly<Record<string, string>>;
  /** The fact of EVIDENCE.md that has the sources for and against. */
  readonly evidence: string;
}

/** All variants. The README of the sandbox has the same table. */
export const variants = [
  {
    name: 'instance-rows',
    values: {
      asked: 'An export has rows of a repeating instrument only where it asks for a field of it, or for its status.',
      all: 'An export has rows of all repeating instruments, whatever it asks for.',
    },
    evidence: 'instance-rows',
  },
] as const satisfies readonly Variant[];
