import type { ReactNode } from 'react';
import style from './table.module.css';

/** A table that scrolls in its own bounds. Cells with `data-sticky` stay in view. */
export const Table = ({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode => (
  <div className={style['scroll']} role="region" tabIndex={0} aria-label={label}>
    <table className={style['table']}>{children}</table>
  </div>
);
