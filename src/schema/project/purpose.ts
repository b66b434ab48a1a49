import type { Purpose } from '../../writers/project/purpose.ts';
import { builder } from '../builder.ts';

export const ProjectPurpose = builder.enumType('ProjectPurpose', {
  description: 'What a project is for.',
  values: {
    PRACTICE: { description: 'Practice, just for fun: 0.' },
    OTHER: { description: 'Other: 1, with a text that says what.' },
    RESEARCH: { description: 'Research: 2.' },
    QUALITY_IMPROVEMENT: { description: 'Quality improvement: 3.' },
    OPERATIONAL_SUPPORT: { description: 'Operational support: 4.' },
  } satisfies Record<Purpose, { description: string }>,
});
