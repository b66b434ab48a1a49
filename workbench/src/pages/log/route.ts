import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { texts } from '../../language/texts.ts';
import { projectRoute } from '../../root.ts';
import { readLogSearch } from './search.ts';

/** REDCap's log of the project. */
export const route = createRoute({
  getParentRoute: () => projectRoute,
  path: '/log',
  validateSearch: readLogSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'LogPage'),
});

/** Its place in the menu of a project. */
export const entry = { to: '/projects/$project/log', title: texts.log.title } as const;
