import type { ReactNode } from 'react';
import { classes } from '../look/classes.ts';
import style from './notice.module.css';

/** What a notice is about. */
export type NoticeKind = 'info' | 'good' | 'warn' | 'bad';

/** What a notice takes. */
export interface NoticeProps {
  readonly kind?: NoticeKind;
  readonly title?: string;
  /** Read out at once; else it is read when the reader comes to it. */
  readonly isUrgent?: boolean;
  readonly children?: ReactNode;
}

/** Something that a reader should know. */
export const Notice = ({ kind = 'info', title, isUrgent = false, children }: NoticeProps): ReactNode => (
  <div className={classes(style['notice'], style[kind])} {...(isUrgent ? { role: 'alert' } : {})}>
    {title === undefined ? null : <strong>{title}</strong>}
    {children}
  </div>
);
