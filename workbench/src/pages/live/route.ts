import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { texts } from '../../language/texts.ts';
import { projectRoute } from '../../root.ts';

/** What becomes of records while somebody looks. */
export const route = createRoute({
  getParentRoute: () => projectRoute,
  path: '/live',
  component: lazyRouteComponent(() => import('./page.tsx'), 'LivePage'),
});

/** Its place in the menu of a project. */
export const entry = { to: '/projects/$project/live', title: texts.live.title } as const;
