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

/** What an object is known by is there whatever else of it failed. */
const NAMES = new Set(['__typename', 'id', 'key']);

/** Whether a part of an answer says something. An error makes the whole answer null, or the field that it is about. */
const saysSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).some(([name, one]) => !NAMES.has(name) && saysSomething(one))
    : value !== null && value !== undefined;

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
  const shown = error === undefined || saysSomething(data) ? (data ?? null) : null;
  if (shown === null && isLoading) return <Progress what={what} onStop={stop} />;
  return (
    <>
      {error === undefined ? null : <Failure error={error} isPartial={shown !== null} onAgain={again} />}
      {shown === null ? null : children(shown)}
    </>
  );
};
