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
    name: 'base-rows',
    values: {
      stored:
        'An event that has nothing but instances of repeating instruments has no row of its own beside their rows.',
      always: 'An event has a row of its own before the rows of instances, also where nothing else is stored.',
    },
    evidence: 'instance-rows',
  },
  {
    name: 'row-order',
    values: {
      sorted: 'Rows come by record, event, instrument and instance.',
      reversed: 'Rows come in the opposite order, as an example of any other.',
    },
    evidence: 'order-of-rows',
  },
  {
    name: 'line-breaks',
    values: {
      kept: 'An imported text is stored with the line breaks that were sent.',
      unix: 'An imported text is stored with `\\n` for each line break.',
    },
    evidence: 'texts-as-stored',
  },
  {
    name: 'blanks-at-ends',
    values: {
      kept: 'An imported text is stored with the blanks at its ends.',
      trimmed: 'An imported text is stored without blanks at its ends.',
    },
    evidence: 'texts-as-stored',
  },
  {
    name: 'unknown-records',
    values: {
      'nothing-deleted': 'A refused deletion that names unknown records deletes nothing.',
      'others-deleted': 'A refused deletion that names unknown records deletes the others.',
    },
    evidence: 'unknown-records-deleted',
  },
  {
    name: 'date-range-begin',
    values: {
      excluded: '`dateRangeBegin` selects what was changed after that second.',
      included: '`dateRangeBegin` selects what was changed in that second, too.',
    },
    evidence: 'log-and-date-range',
  },
  {
    name: 'log-bounds',
    values: {
      inside: 'The minutes of `beginTime` and `endTime` are part of the exported log.',
      outside: 'The minutes of `beginTime` and `endTime` are no part of the exported log.',
    },
    evidence: 'log-bounds',
  },
  {
    name: 'view-rights',
    values: {
      'not-needed': 'An export has the columns that the export rights allow.',
      needed: 'An export has no column of an instrument that the user has no right to view.',
    },
    evidence: 'view-rights',
  },
  {
    name: 'omitted-user-rights',
    values: {
      lost: 'Import Users takes away the group and the rights to forms that a row does not name.',
      kept: 'Import Users keeps the group and the rights to forms that a row does not name.',
    },
    evidence: 'group-left-out',
  },
  {
    name: 'renamed-group',
    values: {
      'new-name': 'A renamed group has a unique name made of its new label.',
      kept: 'A renamed group keeps its unique name.',
    },
    evidence: 'group-renamed',
  },
  {
    name: 'group-switch',
    values: {
      assigned: 'Switch DAG changes the group that exports of users and assignments show.',
      session: 'Switch DAG changes what the user sees, and no export shows it.',
    },
    evidence: 'group-switched',
  },
  {
    name: 'groups-with-records',
    values: {
      deleted: 'A group that has records is deleted, and its records are in no group.',
      refused: 'A group that has records cannot be deleted.',
    },
    evidence: 'groups-with-records',
  },
  {
    name: 'folder-names',
    values: {
      repeated: 'Two folders of one place may have the same name.',
      distinct: 'A second folder of the same name is refused.',
    },
    evidence: 'repository-names',
  },
  {
    name: 'empty-repeating-setup',
    values: {
      refused: 'The export of a repeating setup that is empty is refused with 400.',
      listed: 'The export of a repeating setup that is empty is an empty list.',
    },
    evidence: 'nothing-repeats',
  },
  {
    name: 'metadata-columns',
    values: {
      known: 'The dictionary has the 18 columns that are known.',
      more: 'The dictionary has a column more, `field_color`, between the others.',
    },
    evidence: 'metadata-columns',
  },
  {
    name: 'json-numbers',
    values: {
      numbers: 'Numbers are numbers in JSON.',
      texts: 'Numbers are texts in JSON.',
    },
    evidence: 'numbers-in-json',
  },
  {
    name: 'refusal-words',
    values: {
      sentences: 'A refusal says what is wrong in a sentence of its own.',
      'one-sentence': 'A refusal whose words no server was seen to use says that the request could not be processed.',
    },
    evidence: 'words-of-refusals',
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
    name: 'project-xml-right',
    values: {
      export: 'A project XML needs API Export alone.',
      design: 'A project XML needs Project Design and Setup too.',
    },
    evidence: 'right-to-the-project-xml',
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
