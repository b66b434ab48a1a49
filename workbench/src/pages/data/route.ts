import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { texts } from '../../language/texts.ts';
import { projectRoute } from '../../root.ts';
import { readDataSearch } from './search.ts';

/** The table of one instrument. What is on it stands in the address, so that it can be shared. */
export const route = createRoute({
  getParentRoute: () => projectRoute,
  path: '/data',
  validateSearch: readDataSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'DataPage'),
});

/** Its place in the menu of a project. */
export const entry = { to: '/projects/$project/data', title: texts.data.title } as const;
