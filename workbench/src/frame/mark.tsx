import type { ReactNode } from 'react';
import style from './frame.module.css';

/** The mark of the workbench: the three corners of a graph. The page's icon is the same. */
export const Mark = (): ReactNode => (
  <svg className={style['mark']} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#0b5c6b" />
    <path
      d="M16 6.5 24.5 11v10L16 25.5 7.5 21V11z"
      fill="none"
      stroke="#fff"
      strokeWidth="2.4"
      strokeLinejoin="round"
    />
    <g fill="#ffd7a8">
      <circle cx="16" cy="6.5" r="2.8" />
      <circle cx="24.5" cy="21" r="2.8" />
      <circle cx="7.5" cy="21" r="2.8" />
    </g>
  </svg>
);
