import { timestampColumn } from '../../graph/dictionary/system-column.ts';
import type { InstrumentDataNode } from '../../graph/record/record.ts';
import { readAtOnce } from '../../plan/mark.ts';
import { builder } from '../builder.ts';

interface SurveyShape {
  readonly timestamp: string | null;
  readonly isStarted: boolean;
}

export const SurveyState = builder.objectRef<SurveyShape>('SurveyState').implement({
  description: 'How far a survey response has come.',
  extensions: readAtOnce,
  fields: (t) => ({
    timestamp: t.field({
      type: 'LocalDateTime',
      nullable: true,
      description: 'When the survey was completed (`<instrument>_timestamp`); null while it is not.',
      resolve: ({ timestamp }) => timestamp,
    }),
    isStarted: t.boolean({
      description: 'A participant has begun the survey, complete or not.',
      resolve: ({ isStarted }) => isStarted,
    }),
  }),
});

/** The survey response of a saved instrument; null when the instrument is no survey. */
export const surveyState = ({ instrument, cells }: InstrumentDataNode): SurveyShape | null => {
  const timestamp = cells[timestampColumn(instrument.name)];
  if (timestamp === undefined) return null;
  if (timestamp === '[not completed]') return { timestamp: null, isStarted: true };
  return { timestamp: timestamp === '' ? null : timestamp.replace(' ', 'T'), isStarted: timestamp !== '' };
};
