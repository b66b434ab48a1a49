import { builder } from '../builder.ts';
import { ExportRightEnum, FormRightEnum, RightLevelEnum } from './right.ts';

/** Rights to one instrument as an input. */
export const InstrumentRightsInput = builder.inputType('InstrumentRightsInput', {
  description: 'Rights to one instrument. What is left out stays; for somebody new it is the least.',
  fields: (t) => ({
    instrument: t.string({ required: true, description: 'Unique name of the instrument.' }),
    dataEntry: t.field({
      type: FormRightEnum,
      description:
        'What may be done with its data. Anything below VIEW_EDIT takes canEditSurveyResponses and canDelete with it.',
    }),
    canEditSurveyResponses: t.boolean({ description: 'Responses of surveys may be changed; needs VIEW_EDIT.' }),
    canDelete: t.boolean({ description: 'Its data may be deleted; needs VIEW_EDIT and REDCap 15.7.' }),
    export: t.field({ type: ExportRightEnum, description: 'How much of its data may be exported.' }),
  }),
});

/** A right that is not about one instrument as an input. */
export const RightInput = builder.inputType('RightInput', {
  description: 'A right by its key.',
  fields: (t) => ({
    right: t.string({ required: true, description: "REDCap's key, as `rights` of users and roles lists them." }),
    level: t.field({
      type: RightLevelEnum,
      required: true,
      description: 'How far it goes. UNKNOWN keeps a code that the gateway does not know.',
    }),
  }),
});

/** Descriptions of the rights that users and roles have as fields of their own. */
export const rightInputTexts = {
  instrumentRights: 'Rights to the instruments that are to change; all others stay.',
  rights: 'Other rights that are to change; all others stay.',
  apiExport: 'API Export (`api_export`).',
  apiImport: 'API Import/Update (`api_import`).',
  design: 'Project Design and Setup (`design`).',
  userRights: 'User Rights (`user_rights`).',
} as const;
