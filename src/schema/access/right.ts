import type { Design } from '../../graph/design/design.ts';
import { readExportRight, readFormRight, readRightLevel } from '../../graph/access/right.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { formCode, type RightsRow } from '../../redcap/methods/right.ts';
import { exportCodeOf } from '../../writers/access/right.ts';
import { builder, type ObjectRefOf } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';
import { Instrument, instrumentShape, type InstrumentShape } from '../design/instrument.ts';

const unknownText = 'A code that this gateway does not know. It is kept as it is; it cannot be given.';

export const FormRightEnum = describedEnum(
  'FormRight',
  "What may be done with an instrument's data on REDCap's pages.",
  {
    NO_ACCESS: 'REDCap hides the instrument.',
    READ_ONLY: 'The user may see the data.',
    VIEW_EDIT: 'The user may see and change the data.',
    UNKNOWN: unknownText,
  },
);

export const ExportRightEnum = describedEnum(
  'ExportRight',
  "How much of an instrument's data may be exported, through the API too.",
  {
    NO_ACCESS: 'Nothing may be exported.',
    DE_IDENTIFIED: 'No identifiers, free text and dates; record names are hashed.',
    REMOVE_IDENTIFIERS: 'All but the fields that are tagged as identifiers.',
    FULL_DATA_SET: 'Everything may be exported.',
    UNKNOWN: unknownText,
  },
);

export const RightLevelEnum = describedEnum('RightLevel', 'How far a right goes.', {
  NONE: 'Not granted.',
  READ_ONLY: 'User Rights only: see, not change.',
  GRANTED: 'Granted.',
  WITH_ESIGNATURE: 'Record locking only: with e-signature.',
  UNKNOWN: unknownText,
});

interface RightShape {
  readonly right: string;
  readonly code: number;
}

const Right = builder.objectRef<RightShape>('Right').implement({
  description: 'A right of a user or role that is not about one instrument.',
  fields: (t) => ({
    right: t.exposeString('right', { description: "REDCap's key of it, for example `record_delete`." }),
    level: t.field({
      type: RightLevelEnum,
      description: 'How far the right goes.',
      resolve: ({ right, code }) => readRightLevel(right, code),
    }),
    rawCode: t.int({
      nullable: true,
      description: "REDCap's number where `level` is UNKNOWN.",
      resolve: ({ right, code }) => (readRightLevel(right, code) === 'UNKNOWN' ? code : null),
    }),
  }),
});

interface InstrumentRightsShape {
  readonly instrument: InstrumentShape;
  readonly entryCode: number;
  readonly exportCode: number;
}

const InstrumentRights = builder.objectRef<InstrumentRightsShape>('InstrumentRights').implement({
  description: 'The rights of a user or role to one instrument, in the same words for every version of REDCap.',
  fields: (t) => ({
    instrument: t.field({
      type: Instrument,
      description: 'The instrument.',
      resolve: ({ instrument }) => instrument,
    }),
    dataEntry: t.field({
      type: FormRightEnum,
      description: 'What may be done with its data.',
      resolve: ({ entryCode }) => readFormRight(entryCode).dataEntry,
    }),
    canEditSurveyResponses: t.boolean({
      description: 'Responses of surveys may be changed.',
      resolve: ({ entryCode }) => readFormRight(entryCode).canEditSurveyResponses,
    }),
    canDelete: t.boolean({
      description: 'Its data may be deleted. False before REDCap 15.7, which does not know this right.',
      resolve: ({ entryCode }) => readFormRight(entryCode).canDelete,
    }),
    export: t.field({
      type: ExportRightEnum,
      description: 'How much of its data may be exported.',
      resolve: ({ exportCode }) => readExportRight(exportCode),
    }),
    rawCode: t.int({
      nullable: true,
      description: "REDCap's code where `dataEntry` is UNKNOWN.",
      resolve: ({ entryCode }) => (readFormRight(entryCode).dataEntry === 'UNKNOWN' ? entryCode : null),
    }),
    rawExportCode: t.int({
      nullable: true,
      description: "REDCap's code where `export` is UNKNOWN.",
      resolve: ({ exportCode }) => (readExportRight(exportCode) === 'UNKNOWN' ? exportCode : null),
    }),
  }),
});

/** The rights to each instrument of the design, in its order; one that REDCap does not name is out of reach. */
const instrumentRights = (source: ProjectSource, design: Design, row: RightsRow): InstrumentRightsShape[] =>
  design.instruments.map((instrument) => ({
    instrument: instrumentShape(source, design, instrument),
    entryCode: formCode(row.forms, instrument.name) ?? 0,
    exportCode: exportCodeOf(row, instrument.name),
  }));

const isGranted = (row: RightsRow, right: string): boolean => (row.rights[right] ?? 0) > 0;

/** Who holds rights: a user or a role. */
export interface RightsHolder {
  readonly source: ProjectSource;
  readonly row: RightsRow;
}

/** Adds the fields about rights to users and roles. */
export const addRightFields = <Shape extends RightsHolder>(type: ObjectRefOf<Shape>): void => {
  builder.objectFields(type, (t) => ({
    instrumentRights: t.field({
      type: [InstrumentRights],
      description: 'The rights to each instrument, in project order.',
      resolve: async ({ source, row }) => instrumentRights(source, await source.design(), row),
    }),
    rights: t.field({
      type: [Right],
      description: "All other rights by REDCap's keys, those too that this gateway does not know.",
      resolve: ({ row }) => Object.entries(row.rights).map(([right, code]) => ({ right, code })),
    }),
    apiExport: t.boolean({
      description: 'API Export (`api_export`).',
      resolve: ({ row }) => isGranted(row, 'api_export'),
    }),
    apiImport: t.boolean({
      description: 'API Import/Update (`api_import`).',
      resolve: ({ row }) => isGranted(row, 'api_import'),
    }),
    design: t.boolean({
      description: 'Project Design and Setup (`design`).',
      resolve: ({ row }) => isGranted(row, 'design'),
    }),
    userRights: t.field({
      type: RightLevelEnum,
      description: 'User Rights (`user_rights`).',
      resolve: ({ row }) => readRightLevel('user_rights', row.rights['user_rights'] ?? 0),
    }),
  }));
};
