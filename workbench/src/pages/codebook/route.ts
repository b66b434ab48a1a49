import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { textOf } from '../../address.ts';
import { texts } from '../../language/texts.ts';
import { projectRoute } from '../../root.ts';

/** What the codebook shows. */
export interface CodebookSearch {
  /** Words that a field must have. */
  readonly q?: string;
  /** Only this instrument, by its unique name. */
  readonly instrument?: string;
  /** The field that the page goes to. */
  readonly field?: string;
}

const validateSearch = ({ q, instrument, field }: Record<string, unknown>): CodebookSearch =>
  Object.fromEntries(
    Object.entries({ q, instrument, field }).flatMap(([name, value]) => {
      const text = textOf(value);
      return text === undefined || text === '' ? [] : [[name, text]];
    }),
  );

/** The codebook: every field of the project. */
export const route = createRoute({
  getParentRoute: () => projectRoute,
  path: '/codebook',
  validateSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'CodebookPage'),
});

/** Its place in the menu of a project. */
export const entry = { to: '/projects/$project/codebook', title: texts.codebook.title } as const;
