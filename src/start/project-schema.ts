import { createSchemaStore } from '../project-schema/store.ts';
import type { BuildSchema, SchemaStore } from '../project-schema/store.ts';

/** About 90 MB by `npm run bench`, where a study of 3,000 fields has 11,000 of them in all its types. */
const MAX_FIELDS = 200_000;
const MAX_SCHEMAS = 100;

/** Loads what makes schemas of projects. It takes too long for a gateway that others wait for, so that one loads it before it listens. */
export const loadProjectSchemas = () => import('../project-schema/index.ts');

/** Makes the schema of one project. */
export const buildProjectSchema: BuildSchema = async (design, withheld) => {
  const { createProjectSchema } = await loadProjectSchemas();
  return createProjectSchema(design, withheld);
};

/** The schemas of the projects behind one gateway. */
export const createProjectSchemas = (build: BuildSchema = buildProjectSchema): SchemaStore =>
  createSchemaStore({ build, maxFields: MAX_FIELDS, maxSchemas: MAX_SCHEMAS });
