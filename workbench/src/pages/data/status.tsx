import type { ReactNode } from 'react';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Badge } from '../../part/badge.tsx';
import type { BadgeKind } from '../../part/badge.tsx';
import style from './status.module.css';
import type { FormStatus } from './generated/graphql.ts';

const KIND: Readonly<Record<FormStatus, BadgeKind>> = {
  COMPLETE: 'good',
  UNVERIFIED: 'warn',
  INCOMPLETE: 'bad',
  NOT_STARTED: 'plain',
};

/** Each has a shape of its own, because many people cannot see the colours. */
const SHAPE: Readonly<Record<FormStatus, string>> = {
  COMPLETE: 'm3 6.5 2.2 2.2L9.2 3.6',
  UNVERIFIED: 'M6 2.2v4.6M6 9v.6',
  INCOMPLETE: 'm3.2 3.2 5.6 5.6M8.8 3.2 3.2 8.8',
  NOT_STARTED: 'M3 6h6',
};

/** The form status in words, with its form and colour; null where export rights withhold it. */
export const StatusBadge = ({ status }: { readonly status: FormStatus | null }): ReactNode => {
  const { say } = useSpeech();
  if (status === null) return <Badge>{say(texts.absence.NOT_EXPORTED)}</Badge>;
  return (
    <Badge kind={KIND[status]}>
      <svg viewBox="0 0 12 12" aria-hidden="true" className={style['icon']}>
        <path d={SHAPE[status]} />
      </svg>
      {say(texts.formStatus[status])}
    </Badge>
  );
};
