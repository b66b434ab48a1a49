import type { DictionaryQuery } from './generated/graphql.ts';

/** What the app knows of the study's design. */
export type Project = NonNullable<DictionaryQuery['project']>;

/** A field of the data dictionary. */
export type FormField = Project['metadata'][number];

/** The fields of one instrument, in the order of the dictionary. */
export const fieldsOf = (project: Project, instrument: string): readonly FormField[] =>
  project.metadata.filter((field) => field.instrument?.name === instrument);

/** The choices of a field; none where the token may not see the field. */
export const choicesOf = (project: Project, fieldName: string) =>
  project.metadata.find((field) => field.fieldName === fieldName)?.choices ?? [];
