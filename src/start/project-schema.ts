import { createSchemaStore } from '../project-schema/store.ts';
import type { BuildSchema, SchemaStore } from '../project-schema/store.ts';

/** About 300 MB of schema: a study of 3,000 fields has some 15,000. */
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
