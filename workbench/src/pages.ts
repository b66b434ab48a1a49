import { entry as codebook } from './pages/codebook/route.ts';
import { entry as data } from './pages/data/route.ts';
import { entry as live } from './pages/live/route.ts';
import { entry as log } from './pages/log/route.ts';
import { entry as map } from './pages/map/route.ts';

/** The pages of a project, in the order of the menu. */
export const projectPages = [map, data, codebook, live, log] as const;
