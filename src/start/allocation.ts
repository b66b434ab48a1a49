import { setFlagsFromString } from 'node:v8';

/**
 * Lets the engine make objects of literals young, also where those of the same literal have outlived collections. Made old, they
 * would keep what belongs to their requests until a large collection: see docs/decisions/051-what-outlives-its-request.md.
 */
export const makeObjectsYoung = (): void => setFlagsFromString('--no-allocation-site-pretenuring');
