import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { texts } from '../../language/texts.ts';
import { projectRoute } from '../../root.ts';

/** The study map: arms, events and instruments. */
export const route = createRoute({
  getParentRoute: () => projectRoute,
  path: '/map',
  component: lazyRouteComponent(() => import('./page.tsx'), 'StudyMapPage'),
});

/** Its place in the menu of a project. */
export const entry = { to: '/projects/$project/map', title: texts.map.title } as const;
