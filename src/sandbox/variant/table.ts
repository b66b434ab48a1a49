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
  {
    name: 'creator-rights',
    values: {
      limited: 'The creator of a project may not delete, rename or lock records, unless somebody grants it.',
      all: 'The creator of a project has all rights.',
    },
    evidence: 'rights-of-the-creator',
  },
  {
    name: 'form-rights',
    values: {
      given: 'An export of users has rights to forms as they were given, 0 to 3 or bits.',
      bits: 'An export of users has rights to forms as bits, since REDCap 15.6.',
    },
    evidence: 'form-right-codes',
  },
  {
    name: 'new-calculations',
    values: {
      blank: 'A project that is made from a project XML has no calculated values until a record is imported.',
      kept: 'A project that is made from a project XML has the calculated values of the XML.',
    },
    evidence: 'calculated-values-of-a-new-project',
  },
  {
    name: 'xml-choices',
    values: {
      written: 'Choices from a project XML are spaced as the choices of its checkboxes are.',
      spaced: 'Choices from a project XML always have blanks around the bars between them.',
    },
    evidence: 'choices-in-xml',
  },
  {
    name: 'xml-line-breaks',
    values: {
      joined: 'A carriage return with a line feed in a project XML becomes a line feed.',
      kept: 'A carriage return with a line feed in a project XML stays so.',
    },
    evidence: 'carriage-returns-in-xml',
  },
  {
    name: 'xml-control-characters',
    values: {
      raw: 'An answer in XML has control characters of texts as they are, so that no parser reads it.',
      dropped: 'An answer in XML has texts without their control characters.',
    },
    evidence: 'control-characters-in-xml',
  },
  {
    name: 'participants',
    values: {
      arm: "A survey's list has every record with data in the arm of the event.",
      event: "A survey's list has every record with data in the event.",
      answered: "A survey's list has who answered, got a link or has an address.",
    },
    evidence: 'participants',
  },
  {
    name: 'classic-events',
    values: {
      taken: 'A classic project takes arms and events that are imported.',
      refused: 'A classic project refuses an import of arms and events.',
    },
    evidence: 'arms-and-events-of-a-classic-project',
  },
  {
    name: 'record-name-case',
    values: {
      ignored: 'Names of records that differ by upper and lower case alone are one record, under the first name.',
      kept: 'Names of records that differ by upper and lower case alone are two records.',
    },
    evidence: 'case-of-record-names',
  },
] as const satisfies readonly Variant[];
