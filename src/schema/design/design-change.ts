import type { Context } from '../../context.ts';
import type { Design } from '../../graph/design/design.ts';
import {
  writeDesign,
  type DesignChange,
  type DesignPlan,
  type DesignWriteOptions,
  type DesignWriteResult,
} from '../../writers/design/change.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder, type ObjectRefOf } from '../builder.ts';
import { describedEnum } from '../described-enum.ts';
import { writableProject } from '../project/mutation.ts';
import { Project, projectShape } from '../project/project.ts';
import { UserError } from '../user-error.ts';

const ProjectPart = describedEnum('ProjectPart', 'A part of a design.', {
  PROJECT_INFO: 'The settings of the project.',
  ARMS: 'The arms.',
  EVENTS: 'The events.',
  FORM_EVENT_MAPPINGS: 'Which instruments are designated for which events.',
  REPEATING_INSTRUMENTS_AND_EVENTS: 'Which instruments and events repeat.',
  METADATA: 'The data dictionary.',
});

const DesignChangeKind = describedEnum('DesignChangeKind', 'What happens to a part of a design.', {
  ADD: 'The part is new.',
  CHANGE: 'The part changes.',
  REMOVE: 'The part is removed.',
  REORDER: 'The part gets another place.',
});

export const ImportMode = describedEnum('ImportMode', 'What happens to what the input does not name.', {
  MERGE: 'What the input does not name stays. Only what is named is added or changed.',
  REPLACE: 'What the input does not name is removed. What holds data is removed only with `allowDataLoss`.',
});

export const DesignChangeType = builder.objectRef<DesignChange>('DesignChange');

DesignChangeType.implement({
  description: 'One difference between the design as it was and as it is, or with a dry run would be.',
  fields: (t) => ({
    part: t.field({ type: ProjectPart, description: 'Which part of the design.', resolve: ({ part }) => part }),
    kind: t.field({ type: DesignChangeKind, description: 'What happens to it.', resolve: ({ kind }) => kind }),
    subject: t.exposeString('subject', {
      description: 'What it is: an arm number, a unique event name, a field name, or `event / instrument`.',
    }),
    risksData: t.exposeBoolean('risksData', {
      description:
        "Records hold data that would be deleted, hidden, or mean something else. Also true where REDCap does not show the token's user whether they do.",
    }),
    detail: t.exposeString('detail', { nullable: true, description: 'More about it, for people.' }),
  }),
});

/** The part of a design as it was, for a payload's `previous`. */
export type Previous<Shape> = (source: ProjectSource, design: Design) => Shape[];

/** Fields that every design payload has. */
export const designPayload = <Shape>(
  name: string,
  description: string,
  previous: { readonly type: ObjectRefOf<Shape>; readonly read: Previous<Shape> },
) =>
  builder.objectRef<DesignWriteResult>(name).implement({
    description,
    fields: (t) => ({
      project: t.field({
        type: Project,
        // A fault below must not take `changes` and `errors` with it.
        nullable: true,
        description: 'The project as it is now.',
        resolve: ({ source }) => projectShape(source),
      }),
      previous: t.field({
        type: [previous.type],
        description: 'The whole state before, to put back if need be.',
        resolve: ({ source, before }) => (before === null ? [] : previous.read(source, before)),
      }),
      changes: t.field({
        type: [DesignChangeType],
        description: 'What was changed, or with `dryRun` would be. Empty when everything is so already.',
        resolve: ({ changes }) => [...changes],
      }),
      backupId: t.id({
        nullable: true,
        description: changePayloadTexts.backupId,
        resolve: ({ backupId }) => backupId,
      }),
      dryRun: t.exposeBoolean('dryRun', { description: changePayloadTexts.dryRun }),
      errors: t.field({
        type: [UserError],
        description: changePayloadTexts.errors,
        resolve: ({ errors }) => [...errors],
      }),
    }),
  });

/** Input fields that every design mutation has. */
export interface DesignInput {
  readonly project: string;
  readonly dryRun?: boolean | null | undefined;
  readonly expectedRevision?: string | null | undefined;
  readonly allowDataLoss?: boolean | null | undefined;
}

/** Descriptions of what answers of changes share, of the design, of access and of restorations. */
export const changePayloadTexts = {
  backupId: 'The backup of what was replaced: `restore` puts it back. Null when nothing was sent, or nothing replaced.',
  dryRun: 'Nothing was sent: this is what would happen.',
  errors: 'Why it was not done, or not wholly.',
} as const;

/** Descriptions of the input fields that every design mutation has. */
export const designInputTexts = {
  project: 'Key of the project.',
  dryRun: 'Work out the changes and send nothing.',
  expectedRevision:
    'The designRevision that the caller has seen. When the design has moved on since, the answer is CONFLICT and nothing is sent.',
  allowDataLoss:
    'Go ahead although `changes` shows that stored data are at risk. It is needed only where records hold such data.',
  mode: 'Whether what is not named stays (MERGE) or goes (REPLACE).',
} as const;

/** What a kind of design mutation asks of the project, and which parts of the design it is about. */
export type DesignRules = Pick<
  DesignWriteOptions,
  'developmentOnly' | 'longitudinal' | 'reads' | 'touches' | 'replaces'
>;

/** Runs a design mutation for a caller's input. */
export const runDesignMutation = (
  context: Context,
  input: DesignInput,
  rules: DesignRules,
  plan: (source: ProjectSource, design: Design) => Promise<DesignPlan>,
): Promise<DesignWriteResult> => {
  const source = writableProject(context, input.project);
  const options: DesignWriteOptions = {
    ...rules,
    dryRun: input.dryRun ?? false,
    expectedRevision: input.expectedRevision ?? null,
    allowDataLoss: input.allowDataLoss ?? false,
  };
  return writeDesign(context, source, options, (design) => plan(source, design));
};
