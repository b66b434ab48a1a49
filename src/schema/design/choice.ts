import type { ChoiceNode } from '../../graph/dictionary/choice.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { builder } from '../builder.ts';
import { Node, nodeId, projectOfNode, registerNode } from '../node.ts';
import { Project } from '../project/project.ts';
import { formatText, LabelFormat } from './instrument.ts';

/** A choice with the place that has it. */
export interface ChoiceShape {
  readonly typeName: 'Choice';
  readonly source: ProjectSource;
  /** Null for a missing data code, which any field may hold. */
  readonly fieldName: string | null;
  readonly choice: ChoiceNode;
}

/** A choice's object in the graph. */
export const choiceShape = (source: ProjectSource, fieldName: string | null, choice: ChoiceNode): ChoiceShape => ({
  typeName: 'Choice',
  source,
  fieldName,
  choice,
});

export const Choice = builder.objectRef<ChoiceShape>('Choice');

Choice.implement({
  description: 'A choice of a field, or a missing data code: the code that is stored and the label that people see.',
  extensions: readAtOnce,
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the choice. Equal codes of two fields have two ids.',
      resolve: ({ source, fieldName, choice }, _args, context) =>
        nodeId(context, 'Choice', [source.key, fieldName, choice.code]),
    }),
    code: t.string({
      description: 'What REDCap stores. Case matters.',
      resolve: ({ choice }) => choice.code,
    }),
    label: t.string({
      description: 'What people see.',
      args: { format: t.arg({ type: LabelFormat, defaultValue: 'PLAIN', description: 'Plain text or HTML.' }) },
      resolve: ({ choice }, { format }) => formatText(choice.label, format),
    }),
  }),
});

builder.objectField(Project, 'missingDataCodes', (t) =>
  t.field({
    type: [Choice],
    description:
      'The missing data codes of the project (`missing_data_codes`). Any field may hold such a code in place of a value, to say why there is none.',
    resolve: async ({ source }) =>
      (await source.design()).missingDataCodes.map((choice) => choiceShape(source, null, choice)),
  }),
);

registerNode('Choice', async ([key, fieldName, code], context) => {
  const source = projectOfNode(context, key);
  if (source === undefined) return null;
  const design = await source.design();
  const field = typeof fieldName === 'string' ? fieldName : null;
  const choices = field === null ? design.missingDataCodes : (design.field(field)?.choices ?? []);
  const choice = choices.find((candidate) => candidate.code === code);
  return choice === undefined ? null : choiceShape(source, field, choice);
});
