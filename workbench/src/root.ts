import { createRootRoute, createRoute } from '@tanstack/react-router';

/** The root of all pages. The frame around them is the router's, in `router.tsx`. */
export const rootRoute = createRootRoute();

/** The root of the pages of one project. Its key is the operator's name for it, and no secret. */
export const projectRoute = createRoute({ getParentRoute: () => rootRoute, path: '/projects/$project' });
