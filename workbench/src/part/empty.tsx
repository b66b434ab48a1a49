import type { ReactNode } from 'react';
import style from './empty.module.css';

/** Says that there is nothing, and why, and what leads on. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactNode => (
  <div className={style['empty']}>
    <p className={style['title']}>{title}</p>
    {children}
  </div>
);
