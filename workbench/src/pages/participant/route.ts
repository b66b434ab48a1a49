import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { projectRoute } from '../../root.ts';

/** What the address of a participant says beside who it is. */
export interface ParticipantSearch {
  /** The opaque id of the one instrument whose values are shown. */
  readonly open?: string;
}

/** One participant. The address has the opaque id of the record, and never its name. */
export const route = createRoute({
  getParentRoute: () => projectRoute,
  path: '/participants/$record',
  validateSearch: ({ open }: Readonly<Record<string, unknown>>): ParticipantSearch =>
    typeof open === 'string' ? { open } : {},
  component: lazyRouteComponent(() => import('./page.tsx'), 'ParticipantPage'),
});
