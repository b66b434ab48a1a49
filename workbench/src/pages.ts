import { entry as map } from './pages/map/route.ts';

/** The pages of a project, in the order of the menu. */
export const projectPages = [map] as const;
