import { scopeMissing } from '../../errors.ts';
import { createProject, type CreateProjectResult } from '../../writers/project/creation.ts';
import { builder } from '../builder.ts';
import { secret } from '../secret.ts';
import { ProjectPurpose } from './purpose.ts';
import { UserError } from '../user-error.ts';

const CreateProjectInput = builder.inputType('CreateProjectInput', {
  description: 'Input of createProject.',
  fields: (t) => ({
    projectTitle: t.string({ required: true, description: 'Title of the project, in place of that of the XML.' }),
    purpose: t.field({ type: ProjectPurpose, required: true, description: 'What the project is for.' }),
    purposeOther: t.string({ description: 'What it is for; needed with OTHER.' }),
    projectNotes: t.string({ description: 'Notes of the designers.' }),
    isLongitudinal: t.boolean({
      description:
        'The project will have arms and events. REDCap shows this only once there are some. False unless given.',
    }),
    surveysEnabled: t.boolean({ description: 'Instruments may be surveys. False unless given.' }),
    recordAutonumberingEnabled: t.boolean({ description: 'REDCap names new records itself. True unless given.' }),
    odm: t.field({
      type: 'Upload',
      description:
        'Project XML to make it of, up to 32 MiB, as a file: design and data as far as it has them. Without one the project has one instrument with the record id.',
    }),
    odmText: t.string({ description: 'The same as text.' }),
  }),
});

const CreateProjectPayload = builder.objectRef<CreateProjectResult>('CreateProjectPayload').implement({
  description: 'What createProject did.',
  fields: (t) => ({
    token: t.string({
      nullable: true,
      description:
        "The API token of the new project, for the super token's user. REDCap gives this user no right to delete, rename or lock records there. Nor may the user see the e-mail log, or download data to the mobile app. importUsers can grant these rights later. The token is a secret that the gateway returns here alone and neither keeps nor logs. The operator has to configure it before this gateway can serve the project. Null when no project is known to be made.",
      extensions: secret,
      resolve: ({ token }) => token,
    }),
    errors: t.field({
      type: [UserError],
      description: 'Why it was not made, or is not known to be.',
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('createProject', (t) =>
  t.field({
    type: CreateProjectPayload,
    nullable: true,
    description:
      'Makes a project with the super token of the operator. FORBIDDEN unless the operator has configured one, and the API key has the scope `createProject`. Sent once and never again, whatever becomes of the answer. REDCap: Create A New Project.',
    args: { input: t.arg({ type: CreateProjectInput, required: true, description: 'What to make.' }) },
    resolve: (_root, { input }, context) => {
      if (context.creation === null || !context.mayWrite) {
        throw scopeMissing('createProject', 'new projects, which also need a super token in the configuration');
      }
      return createProject(context, context.creation, input);
    },
  }),
);
