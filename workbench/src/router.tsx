import { createHashHistory, createRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Frame } from './frame/frame.tsx';
import { BrokenPage, MissingPage } from './frame/missing-page.tsx';
import { route as codebookRoute } from './pages/codebook/route.ts';
import { route as dataRoute } from './pages/data/route.ts';
import { route as liveRoute } from './pages/live/route.ts';
import { route as logRoute } from './pages/log/route.ts';
import { route as mapRoute } from './pages/map/route.ts';
import { route as participantRoute } from './pages/participant/route.ts';
import { route as projectsRoute } from './pages/projects/route.ts';
import { projectRoute, rootRoute } from './root.ts';

/** All pages. Each has its route in a folder of its own, and is loaded when it is first opened. */
const routeTree = rootRoute.addChildren([
  projectsRoute,
  projectRoute.addChildren([mapRoute, dataRoute, participantRoute, codebookRoute, liveRoute, logRoute]),
]);

/** Leads from addresses to pages. What follows the `#` stays in the browser: no log of a server ever sees it. */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  defaultPreload: 'intent',
  defaultNotFoundComponent: MissingPage,
  defaultErrorComponent: BrokenPage,
  InnerWrap: ({ children }: { readonly children: ReactNode }) => <Frame>{children}</Frame>,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
