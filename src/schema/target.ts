import type { GraphQLField } from 'graphql';

/** What a field of a project's own schema stands for. Names are REDCap's, whatever the field is called. */
export type DesignTarget =
  { readonly kind: 'instrument'; readonly instrument: string } | { readonly kind: 'field'; readonly fieldName: string };

/** The key under which a generated field's `extensions` say what it stands for. */
export const TARGET = 'redcapTarget';

/** What a field stands for in the project's design; null for the fields that every project's schema has. */
export const targetOf = ({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): DesignTarget | null =>
  (extensions[TARGET] as DesignTarget | undefined) ?? null;
