import type { ReactNode } from 'react';
import type { Answer } from '../graph/answer.ts';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { Button } from './button.tsx';
import { Failure } from './failure.tsx';
import { Notice } from './notice.tsx';
import { Progress } from './progress.tsx';

/** What the component takes. */
export interface AnsweredProps<Data> {
  readonly answer: Answer<Data>;
  /** What is awaited, such as `the projects`. */
  readonly what: string;
  readonly children: (data: NonNullable<Data>) => ReactNode;
}

/** Whether any field of the root has an answer. An error makes the whole answer null, or the field that it is about. */
const hasSomething = <Data,>(data: Data | undefined): data is NonNullable<Data> =>
  typeof data === 'object' &&
  data !== null &&
  Object.entries(data).some(([name, value]) => name !== '__typename' && value !== null);

/** An answer of the graph in each of its states: awaited, stopped, failed, there in part, there. */
export const Answered = <Data,>({ answer, what, children }: AnsweredProps<Data>): ReactNode => {
  const { say } = useSpeech();
  const { data, error, isLoading, isStopped, stop, again } = answer;
  if (isStopped) {
    return (
      <Notice title={say(texts.progress.stopped)}>
        <Button onPress={again}>{say(texts.progress.again)}</Button>
      </Notice>
    );
  }
  const isThere = hasSomething(data);
  if (!isThere && isLoading) return <Progress what={what} onStop={stop} />;
  return (
    <>
      {error === undefined ? null : <Failure error={error} isPartial={isThere} onAgain={again} />}
      {isThere ? children(data) : null}
    </>
  );
};
