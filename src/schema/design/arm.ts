import type { ArmNode, Design } from '../../graph/design/design.ts';
import type { ProjectSource } from '../../loaders/project-source.ts';
import { builder } from '../builder.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { Project } from '../project/project.ts';

/** An arm with the design that it is part of. */
export interface ArmShape {
  readonly source: ProjectSource;
  readonly design: Design;
  readonly arm: ArmNode;
}

export const Arm = builder.objectRef<ArmShape>('Arm');

Arm.implement({
  description: 'An arm of a longitudinal project. REDCap lists an arm only when it has an event. REDCap: Export Arms.',
  extensions: readAtOnce,
  fields: (t) => ({
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
      return design.arms.map((arm) => ({ source, design, arm }));
    },
  }),
);
