import type { ArmNode, Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { Node, nodeId, projectOfNode, registerNode } from '../node.ts';
import { Project } from '../project/project.ts';

/** An arm with the design that it is part of. */
export interface ArmShape {
  readonly typeName: 'Arm';
  readonly source: ProjectSource;
  readonly design: Design;
  readonly arm: ArmNode;
}

/** An arm's object in the graph. */
export const armShape = (source: ProjectSource, design: Design, arm: ArmNode): ArmShape => ({
  typeName: 'Arm',
  source,
  design,
  arm,
});

export const Arm = builder.objectRef<ArmShape>('Arm');

Arm.implement({
  description: 'An arm of a longitudinal project. REDCap lists an arm only when it has an event. REDCap: Export Arms.',
  extensions: readAtOnce,
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Opaque id of the arm.',
      resolve: ({ source, arm }, _args, context) => nodeId(context, 'Arm', [source.key, arm.armNum]),
    }),
    armNum: t.int({ description: 'Number of the arm, from 1 (`arm_num`).', resolve: ({ arm }) => arm.armNum }),
    name: t.string({ description: 'Name of the arm, as REDCap stores it (`name`).', resolve: ({ arm }) => arm.name }),
  }),
});

builder.objectField(Project, 'arms', (t) =>
  t.field({
    type: [Arm],
    description: 'The arms by number; empty in a classic project.',
    resolve: async ({ source }) => {
      const design = await source.design();
      return design.arms.map((arm) => armShape(source, design, arm));
    },
  }),
);

registerNode('Arm', async ([key, armNum], context) => {
  const source = projectOfNode(context, key);
  if (source === undefined || typeof armNum !== 'number') return null;
  const design = await source.design();
  const arm = design.arm(armNum);
  return arm === undefined ? null : armShape(source, design, arm);
});
