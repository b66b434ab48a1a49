import type { Context } from '../../context.ts';
import { badUserInput } from '../../errors.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { Node, nodeId, projectOfNode, registerNode } from '../node.ts';

/** A project as the graph holds it: everything below it is asked for when it is selected. */
export interface ProjectShape {
  readonly typeName: 'Project';
  readonly source: ProjectSource;
}

/** A project's object in the graph. */
export const projectShape = (source: ProjectSource): ProjectShape => ({ typeName: 'Project', source });

/** The caller's project under a key; an unknown key is refused with what to do, whether or not others have it. */
export const findProject = (context: Context, key: string, argument: string): ProjectSource => {
  const source = context.projects.get(key);
  if (source === undefined) {
    throw badUserInput(
      'There is no project with this key for this caller; { projects { key } } lists those there are.',
      argument,
    );
  }
  return source;
};

export const Project = builder.objectRef<ProjectShape>('Project');

Project.implement({
  description:
    'A REDCap project, as the token behind this caller may see it. The gateway keeps the design of the project for a short time, and records never. REDCap: Export Project Information.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the project.',
      resolve: ({ source }, _args, context) => nodeId(context, 'Project', [source.key]),
    }),
    key: t.string({
      description: 'The name that the operator of the gateway gave to this connection.',
      resolve: ({ source }) => source.key,
    }),
    projectId: t.int({
      description: "REDCap's number of the project (`project_id`).",
      resolve: async ({ source }) => (await source.project()).project_id,
    }),
    projectTitle: t.string({
      description: 'Title of the project (`project_title`).',
      resolve: async ({ source }) => (await source.project()).project_title,
    }),
    redcapVersion: t.string({
      description: 'Version of the REDCap server, for example `16.1.3`. REDCap: Export REDCap Version.',
      resolve: ({ source }) => source.version(),
    }),
    inProduction: t.boolean({
      description:
        "The project is in Production. False does not prove Development: REDCap's API returns no more, and Analysis/Cleanup looks like the status before it.",
      resolve: async ({ source }) => (await source.project()).in_production,
    }),
    isLongitudinal: t.boolean({
      description: 'The project has arms and events (`is_longitudinal`).',
      resolve: async ({ source }) => (await source.project()).is_longitudinal,
    }),
    hasRepeatingInstrumentsOrEvents: t.boolean({
      description: 'Some instrument or event repeats.',
      resolve: async ({ source }) => (await source.project()).has_repeating_instruments_or_events,
    }),
    recordAutonumberingEnabled: t.boolean({
      description: 'REDCap numbers new records itself. Without it `assignRecordNames` is refused.',
      resolve: async ({ source }) => (await source.project()).record_autonumbering_enabled,
    }),
    surveysEnabled: t.boolean({
      description: 'Instruments may be surveys (`surveys_enabled`).',
      resolve: async ({ source }) => (await source.project()).surveys_enabled,
    }),
    projectNotes: t.string({
      nullable: true,
      description: 'Notes of the designers (`project_notes`).',
      resolve: async ({ source }) => (await source.project()).project_notes || null,
    }),
    serverTimeZone: t.string({
      nullable: true,
      description:
        "Time zone of REDCap's times, for example `Europe/Zurich`. Null unless the operator of the gateway has configured it.",
      resolve: ({ source }) => source.serverTimeZone,
    }),
    designRevision: t.string({
      description: 'Changes when anything about the design changes. Give it as `expectedRevision` to design mutations.',
      resolve: async ({ source }) => (await source.design()).revision,
    }),
  }),
});

builder.queryField('projects', (t) =>
  t.field({
    type: [Project],
    // A project whose REDCap or token fails must not take the others with it.
    nullable: { list: false, items: true },
    description:
      'The projects that this caller may use, in the order of the configuration. The list itself costs no REDCap call. A project is null when something that was asked of it could not be answered; the error says what.',
    resolve: (_root, _args, context) => [...context.projects.values()].map(projectShape),
  }),
);

/** The argument by which a query or a subscription names its project. */
export const keyArgument = { required: true, description: 'The key of the project, from `projects`.' } as const;

builder.queryField('project', (t) =>
  t.field({
    type: Project,
    nullable: true,
    description: 'One project. A key that this caller has no project for is refused with BAD_USER_INPUT.',
    args: { key: t.arg.string(keyArgument) },
    resolve: (_root, { key }, context) => projectShape(findProject(context, key, 'key')),
  }),
);

registerNode('Project', async ([key], context) => {
  const source = projectOfNode(context, key);
  return source === undefined ? null : projectShape(source);
});
