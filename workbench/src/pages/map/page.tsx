import type { ReactNode } from 'react';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Answered } from '../../part/answered.tsx';
import { Page } from '../../part/page.tsx';
import { ArmTable } from './arm-table.tsx';
import { StudyMapDocument } from './generated/graphql.ts';
import { route } from './route.ts';

/** Which instruments a study fills in, when, and how often. */
export const StudyMapPage = (): ReactNode => {
  const { say } = useSpeech();
  const { project } = route.useParams();
  const answer = useAnswer(StudyMapDocument, { project });
  return (
    <Page title={say(texts.map.title)} intro={say(texts.map.intro)} isWide>
      <Answered answer={answer} what={say(texts.map.what)}>
        {({ project: study }) =>
          study === null ? null : study.arms.map((arm) => <ArmTable key={arm.armNum} arm={arm} study={study} />)
        }
      </Answered>
    </Page>
  );
};
