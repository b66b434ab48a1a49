import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { classes } from '../look/classes.ts';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { Button } from './button.tsx';
import style from './progress.module.css';

/** Work that takes less is shown by nothing but the space that it will fill. */
const SILENCE_MS = 400;
/** From here on a reader can stop it. */
const PATIENCE_MS = 1_000;

/** What progress takes. */
export interface ProgressProps {
  /** What is awaited, such as `the projects`. */
  readonly what: string;
  /** From 0 to 100, where it is known. */
  readonly percent?: number | undefined;
  /** A line such as `2,000 of 5,000 rows`. */
  readonly detail?: string | undefined;
  readonly onStop?: (() => void) | undefined;
}

/** Whether this many milliseconds have gone since the component came. */
const useElapsed = (milliseconds: number): boolean => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isOver;
};

/** Says that something goes on, and lets the reader stop it when it takes longer than a second. */
export const Progress = ({ what, percent, detail, onStop }: ProgressProps): ReactNode => {
  const { say } = useSpeech();
  const isShown = useElapsed(SILENCE_MS);
  const isLong = useElapsed(PATIENCE_MS);
  const label = say(texts.progress.of, { what });
  return (
    <div className={style['progress']} role="status">
      {isShown ? (
        <>
          <ProgressBar
            aria-label={label}
            className={classes(style['bar'])}
            {...(percent === undefined ? { isIndeterminate: true } : { value: percent })}
          >
            {({ percentage }) => (
              <svg className={style['track']} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect
                  className={percentage === undefined ? style['moving'] : style['fill']}
                  width={percentage ?? 30}
                  height="4"
                />
              </svg>
            )}
          </ProgressBar>
          <span>{label}</span>
          {detail === undefined ? null : <span className={style['detail']}>{detail}</span>}
          {isLong && onStop !== undefined ? <Button onPress={onStop}>{say(texts.progress.stop)}</Button> : null}
        </>
      ) : null}
    </div>
  );
};
