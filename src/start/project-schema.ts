import { createSchemaStore } from '../project-schema/store.ts';
import type { BuildSchema, SchemaStore } from '../project-schema/store.ts';

/** About 90 MB by `npm run bench`, where a study of 3,000 fields has 11,000 of them in all its types. */
const MAX_FIELDS = 200_000;
const MAX_SCHEMAS = 100;

/** Makes the schema of one project; what it needs for that is loaded when the first is made, and not with the gateway. */
export const buildProjectSchema: BuildSchema = async (design, withheld) => {
  const { createProjectSchema } = await import('../project-schema/index.ts');
  return createProjectSchema(design, withheld);
};

/** The schemas of the projects behind one gateway. */
export const createProjectSchemas = (build: BuildSchema = buildProjectSchema): SchemaStore =>
  createSchemaStore({ build, maxFields: MAX_FIELDS, maxSchemas: MAX_SCHEMAS });
