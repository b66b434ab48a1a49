import { z } from 'zod';
import { configFileSchema } from './file.ts';
import { apiKeySchema, passThroughSchema } from './section/caller.ts';
import { issuerSchema, personSchema } from './section/issuer.ts';
import { policySchema } from './section/policy.ts';
import { projectCreationSchema, projectSchema } from './section/project.ts';

/**
 * The configuration file, where no setting of a project, a key, a policy and the like has to be there. It reads what is left of a
 * file with mistakes, so that the same pass finds what is wrong between the settings.
 */
const mendedFileSchema = configFileSchema.extend({
  projects: z.array(projectSchema.partial()).default([]),
  projectCreation: projectCreationSchema.partial().optional(),
  callers: z
    .strictObject({
      apiKeys: z.array(apiKeySchema.partial()).default([]),
      policies: z.array(policySchema.partial()).default([]),
      issuers: z.array(issuerSchema.partial()).default([]),
      people: z.array(personSchema.partial()).default([]),
      passThrough: passThroughSchema.partial().optional(),
    })
    .default({ apiKeys: [], policies: [], issuers: [], people: [] }),
});

/** What could be read of a configuration file: all of it, or what is right in a file with mistakes. */
export type MendedFile = z.infer<typeof mendedFileSchema>;

const at = (value: unknown, step: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined;

/** Lists of objects, whose mistakes are reported with an entry's number. */
const OBJECT_LISTS = ['projects', 'callers.apiKeys', 'callers.policies', 'callers.issuers', 'callers.people'];

/** Takes a setting out of a file. An entry of a list of objects becomes empty, so that the others keep their numbers. */
const takeOut = (file: unknown, path: readonly PropertyKey[]): void => {
  const outer = path.slice(0, -1);
  const last = path.at(-1);
  const owner = outer.reduce(at, file);
  if (last === undefined || typeof owner !== 'object' || owner === null) return;
  if (typeof last !== 'number') Reflect.deleteProperty(owner, last);
  else if (OBJECT_LISTS.includes(outer.join('.'))) (owner as unknown[])[last] = {};
  else takeOut(file, outer);
};

/** Takes out of a file what an issue is about. */
const mend = (file: unknown, issue: z.core.$ZodIssue): void => {
  const { path } = issue;
  const places = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
  for (const place of places) takeOut(file, place);
};

/** Reads a file, and says what is wrong in it. What is right is returned all the same. */
export const readFile = (
  given: unknown,
): { readonly file: MendedFile; readonly issues: readonly z.core.$ZodIssue[] } => {
  const parsed = configFileSchema.safeParse(given);
  if (parsed.success) return { file: parsed.data, issues: [] };
  const { issues } = parsed.error;
  const copy: unknown = structuredClone(given);
  for (const issue of issues) mend(copy, issue);
  const mended = mendedFileSchema.safeParse(copy);
  return { file: mended.success ? mended.data : mendedFileSchema.parse({}), issues };
};
