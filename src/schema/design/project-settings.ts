import type { ProjectRow } from '../../redcap/methods/project.ts';
import type { DesignWriteResult } from '../../writers/design/change.ts';
import { planProjectSettings } from '../../writers/design/project-settings.ts';
import { purposeOf } from '../../writers/project/purpose.ts';
import { ProjectPurpose } from '../project/purpose.ts';
import { builder } from '../builder.ts';
import {
  DesignChangeType,
  designInputTexts,
  changePayloadTexts,
  runDesignMutation,
  type DesignRules,
} from './design-change.ts';
import { Project, projectShape } from '../project/project.ts';
import { UserError } from '../user-error.ts';

/** Descriptions of the settings, the same where they are read and where they are changed. */
const texts = {
  projectTitle: 'Title of the project (`project_title`).',
  projectLanguage: "Language of REDCap's pages in the project (`project_language`), as the server names it.",
  purpose: 'What the project is for (`purpose`).',
  purposeOther: 'What else it is for, with the purpose OTHER; codes of fields of research with RESEARCH.',
  projectNotes: 'Notes of the designers (`project_notes`).',
  customRecordLabel: 'Text with piping that REDCap shows beside a record name (`custom_record_label`).',
  secondaryUniqueField: 'Name of a field whose values must be unique besides the record name.',
  isLongitudinal: 'The project has arms and events (`is_longitudinal`).',
  surveysEnabled: 'Instruments may be surveys (`surveys_enabled`).',
  schedulingEnabled: 'Events have day offsets and visits can be scheduled (`scheduling_enabled`).',
  recordAutonumberingEnabled: 'REDCap names new records itself (`record_autonumbering_enabled`).',
  randomizationEnabled: 'Records can be randomized (`randomization_enabled`).',
  projectIrbNumber: 'Number of the ethics approval (`project_irb_number`).',
  projectGrantNumber: 'Number of the grant (`project_grant_number`).',
  projectPiFirstname: "The principal investigator's first name.",
  projectPiLastname: "The principal investigator's last name.",
  projectPiEmail: "The principal investigator's e-mail address; not before REDCap 15.8.2.",
  displayTodayNowButton: 'Forms have buttons for today and now.',
  bypassBranchingEraseFieldPrompt: 'Values of fields that branching logic hides are kept without asking.',
} as const;

const ProjectSettings = builder.objectRef<ProjectRow>('ProjectSettings').implement({
  description: 'Settings of a project, all that REDCap lets be changed by its API. Texts that are not set are empty.',
  fields: (t) => ({
    projectTitle: t.exposeString('project_title', { description: texts.projectTitle }),
    projectLanguage: t.exposeString('project_language', { description: texts.projectLanguage }),
    purpose: t.field({ type: ProjectPurpose, nullable: true, description: texts.purpose, resolve: purposeOf }),
    purposeOther: t.exposeString('purpose_other', { description: texts.purposeOther }),
    projectNotes: t.exposeString('project_notes', { description: texts.projectNotes }),
    customRecordLabel: t.exposeString('custom_record_label', { description: texts.customRecordLabel }),
    secondaryUniqueField: t.exposeString('secondary_unique_field', { description: texts.secondaryUniqueField }),
    isLongitudinal: t.exposeBoolean('is_longitudinal', { description: texts.isLongitudinal }),
    surveysEnabled: t.exposeBoolean('surveys_enabled', { description: texts.surveysEnabled }),
    schedulingEnabled: t.exposeBoolean('scheduling_enabled', { description: texts.schedulingEnabled }),
    recordAutonumberingEnabled: t.exposeBoolean('record_autonumbering_enabled', {
      description: texts.recordAutonumberingEnabled,
    }),
    randomizationEnabled: t.exposeBoolean('randomization_enabled', { description: texts.randomizationEnabled }),
    projectIrbNumber: t.exposeString('project_irb_number', { description: texts.projectIrbNumber }),
    projectGrantNumber: t.exposeString('project_grant_number', { description: texts.projectGrantNumber }),
    projectPiFirstname: t.exposeString('project_pi_firstname', { description: texts.projectPiFirstname }),
    projectPiLastname: t.exposeString('project_pi_lastname', { description: texts.projectPiLastname }),
    projectPiEmail: t.exposeString('project_pi_email', { description: texts.projectPiEmail }),
    displayTodayNowButton: t.exposeBoolean('display_today_now_button', { description: texts.displayTodayNowButton }),
    bypassBranchingEraseFieldPrompt: t.exposeBoolean('bypass_branching_erase_field_prompt', {
      description: texts.bypassBranchingEraseFieldPrompt,
    }),
  }),
});

builder.objectField(Project, 'settings', (t) =>
  t.field({
    type: ProjectSettings,
    nullable: true,
    description: 'The settings that updateProject changes. Shared design, so a second look costs no call.',
    resolve: ({ source }) => source.project(),
  }),
);

const UpdateProjectInput = builder.inputType('UpdateProjectInput', {
  description: 'Settings of a project; what is left out stays as it is, and `""` clears a text.',
  fields: (t) => ({
    project: t.string({ required: true, description: designInputTexts.project }),
    projectTitle: t.string({ description: texts.projectTitle }),
    projectLanguage: t.string({ description: texts.projectLanguage }),
    purpose: t.field({ type: ProjectPurpose, description: texts.purpose }),
    purposeOther: t.string({ description: texts.purposeOther }),
    projectNotes: t.string({ description: texts.projectNotes }),
    customRecordLabel: t.string({ description: texts.customRecordLabel }),
    secondaryUniqueField: t.string({ description: texts.secondaryUniqueField }),
    isLongitudinal: t.boolean({
      description: `${texts.isLongitudinal} To unset it drops what is stored outside the first event: that needs \`allowDataLoss\`.`,
    }),
    surveysEnabled: t.boolean({ description: texts.surveysEnabled }),
    schedulingEnabled: t.boolean({ description: texts.schedulingEnabled }),
    recordAutonumberingEnabled: t.boolean({ description: texts.recordAutonumberingEnabled }),
    randomizationEnabled: t.boolean({ description: texts.randomizationEnabled }),
    projectIrbNumber: t.string({ description: texts.projectIrbNumber }),
    projectGrantNumber: t.string({ description: texts.projectGrantNumber }),
    projectPiFirstname: t.string({ description: texts.projectPiFirstname }),
    projectPiLastname: t.string({ description: texts.projectPiLastname }),
    projectPiEmail: t.string({ description: texts.projectPiEmail }),
    displayTodayNowButton: t.boolean({ description: texts.displayTodayNowButton }),
    bypassBranchingEraseFieldPrompt: t.boolean({ description: texts.bypassBranchingEraseFieldPrompt }),
    dryRun: t.boolean({ required: true, defaultValue: false, description: designInputTexts.dryRun }),
    allowDataLoss: t.boolean({ required: true, defaultValue: false, description: designInputTexts.allowDataLoss }),
    expectedRevision: t.string({ description: designInputTexts.expectedRevision }),
  }),
});

const UpdateProjectPayload = builder.objectRef<DesignWriteResult>('UpdateProjectPayload').implement({
  description: 'What updateProject did.',
  fields: (t) => ({
    project: t.field({
      type: Project,
      nullable: true,
      description: 'The project as it is now.',
      resolve: ({ source }) => projectShape(source),
    }),
    previous: t.field({
      type: ProjectSettings,
      nullable: true,
      description: 'The settings before, to put back if need be.',
      resolve: ({ before }) => before?.rows.project ?? null,
    }),
    changes: t.field({
      type: [DesignChangeType],
      description:
        'What was changed, or with `dryRun` would be: `subject` names the setting, `detail` its value before and after and what follows from it. Empty when everything is so already.',
      resolve: ({ changes }) => [...changes],
    }),
    dryRun: t.exposeBoolean('dryRun', { description: changePayloadTexts.dryRun }),
    errors: t.field({
      type: [UserError],
      description: changePayloadTexts.errors,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

/** With the longitudinal flag everything that depends on events comes and goes. */
const rulesFor = (changesEvents: boolean): DesignRules => ({
  replaces: null,
  developmentOnly: false,
  longitudinal: false,
  reads: changesEvents ? ['project', 'arms', 'events', 'mappings', 'repeating'] : ['project'],
  touches: changesEvents ? ['project', 'arms', 'events', 'mappings', 'repeating'] : ['project'],
});

builder.mutationField('updateProject', (t) =>
  t.field({
    type: UpdateProjectPayload,
    nullable: true,
    description:
      'Changes settings of a project: only those that are named and differ are sent, and they are read back. REDCap: Import Project Information.',
    args: { input: t.arg({ type: UpdateProjectInput, required: true, description: 'What to change.' }) },
    resolve: (_root, { input }, context) =>
      runDesignMutation(context, input, rulesFor(input.isLongitudinal != null), (source, design) =>
        planProjectSettings(source, design, input),
      ),
  }),
);
