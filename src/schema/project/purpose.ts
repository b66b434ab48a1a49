import type { Purpose } from '../../writers/project/purpose.ts';
import { describedEnum } from '../described-enum.ts';

export const ProjectPurpose = describedEnum('ProjectPurpose', 'What a project is for.', {
  PRACTICE: 'Practice, just for fun: 0.',
  OTHER: 'Other: 1, with a text that says what.',
  RESEARCH: 'Research: 2.',
  QUALITY_IMPROVEMENT: 'Quality improvement: 3.',
  OPERATIONAL_SUPPORT: 'Operational support: 4.',
} satisfies Record<Purpose, string>);
