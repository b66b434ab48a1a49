import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { given, textOf } from '../../address.ts';
import { projectRoute } from '../../root.ts';

/** What the address of a participant says beside who it is: the one instrument whose values are shown, by the design's names. */
export interface ParticipantSearch {
  /** Unique name of the instrument; left out, none is open. */
  readonly open?: string;
  /** Unique name of the event that it is in; left out in a classic project. */
  readonly event?: string;
  /** The instance, where the instrument or the event repeats. */
  readonly instance?: number;
}

const readParticipantSearch = ({ open, event, instance }: Readonly<Record<string, unknown>>): ParticipantSearch =>
  textOf(open) === undefined
    ? {}
    : {
        ...given('open', textOf(open)),
        ...given('event', textOf(event)),
        ...given('instance', typeof instance === 'number' ? instance : undefined),
      };

/** One participant. The address has the id that all callers share, and never a record name. */
export const route = createRoute({
  getParentRoute: () => projectRoute,
  path: '/participants/$record',
  validateSearch: readParticipantSearch,
  component: lazyRouteComponent(() => import('./page.tsx'), 'ParticipantPage'),
});
