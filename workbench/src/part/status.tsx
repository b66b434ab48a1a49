import type { ReactNode } from 'react';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { classes } from '../look/classes.ts';
import { Badge } from './badge.tsx';
import type { BadgeKind } from './badge.tsx';
import style from './status.module.css';

/** A form status, by its name in the graph. */
export type FormStatus = keyof typeof texts.formStatus;

/** What REDCap stores of the statuses that it stores. */
export const STATUS_CODES = { INCOMPLETE: '0', UNVERIFIED: '1', COMPLETE: '2' } as const;

const KIND: Readonly<Record<FormStatus, BadgeKind>> = {
  COMPLETE: 'good',
  UNVERIFIED: 'warn',
  INCOMPLETE: 'bad',
  NOT_STARTED: 'plain',
};

/** The shape of a status: full, half, empty, or a line where nothing has begun. Many people cannot see the colours. */
export const StatusShape = ({ status }: { readonly status: FormStatus }): ReactNode => (
  <svg viewBox="0 0 12 12" aria-hidden="true" className={classes(style['shape'], style[KIND[status]])}>
    {status === 'NOT_STARTED' ? <path d="M2 6h8" /> : <circle cx="6" cy="6" r="4.6" />}
    {status === 'COMPLETE' ? <circle cx="6" cy="6" r="4.6" className={style['full']} /> : null}
    {status === 'UNVERIFIED' ? <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" className={style['full']} /> : null}
  </svg>
);

/** The form status in words, with its shape and colour; null where export rights withhold it. */
export const StatusBadge = ({ status }: { readonly status: FormStatus | null }): ReactNode => {
  const { say } = useSpeech();
  if (status === null) return <Badge>{say(texts.absence.NOT_EXPORTED)}</Badge>;
  return (
    <Badge kind={KIND[status]}>
      <StatusShape status={status} />
      <span className={style['words']}>{say(texts.formStatus[status])}</span>
    </Badge>
  );
};
