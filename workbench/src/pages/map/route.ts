import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { texts } from '../../language/texts.ts';
import { projectRoute } from '../../root.ts';

/** What the map shows beside itself. */
export interface MapSearch {
  /** The unique name of an event whose details are shown. */
  readonly event?: string;
}

/** The study map: arms, events and instruments. */
export const route = createRoute({
  getParentRoute: () => projectRoute,
  path: '/map',
  validateSearch: ({ event }: Record<string, unknown>): MapSearch => (typeof event === 'string' ? { event } : {}),
  component: lazyRouteComponent(() => import('./page.tsx'), 'StudyMapPage'),
});

/** Its place in the menu of a project. */
export const entry = { to: '/projects/$project/map', title: texts.map.title } as const;
