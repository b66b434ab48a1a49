import type { ReactNode } from 'react';
import { classes } from '../look/classes.ts';
import style from './badge.module.css';

/** What a badge is about. */
export type BadgeKind = 'plain' | 'accent' | 'good' | 'warn' | 'bad';

/** A short word beside a name. */
export const Badge = ({
  kind = 'plain',
  children,
}: {
  readonly kind?: BadgeKind;
  readonly children: ReactNode;
}): ReactNode => <span className={classes(style['badge'], style[kind])}>{children}</span>;
