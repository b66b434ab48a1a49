/**
 * A front-end's code over the generated types. It is compiled as such an app would be, with `tsc --strict`, and never run:
 * it asserts what its author sees while typing.
 */
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import {
  type AddAdverseEventDocument,
  type EnrolledDocument,
  type FirstLookDocument,
  type ParticipantPageDocument,
} from './generated/graphql.ts';

type Page = ResultOf<typeof ParticipantPageDocument>;
type Participant = NonNullable<NonNullable<Page['project']>['record']>;

/** Titles are there whenever a project is; one that could not be read is null, and the others are there. */
export const listTitles = ({ projects }: ResultOf<typeof FirstLookDocument>): string[] =>
  projects.filter((project) => project !== null).map(({ key, projectTitle }) => `${key}: ${projectTitle}`);

/** One line a value: the union says which kind it is, and nothing has to be cast. */
export const listValues = (participant: Participant): string[] =>
  participant.events.flatMap(({ instruments }) =>
    instruments.flatMap(({ values }) =>
      values.map((value) => {
        switch (value.__typename) {
          case 'NumberValue':
            return `${value.field.fieldName} ${value.isInvalid ? 'is no number' : (value.value ?? 'is blank')}`;
          case 'DateValue':
            return `${value.field.fieldName} ${value.date ?? 'is blank'}`;
          case 'ChoiceValue':
            return `${value.field.fieldName} ${value.choice?.label ?? 'is blank'}`;
          case 'CheckboxValue':
            return `${value.field.fieldName} ${value.checked.map(({ code }) => code).join()}`;
          default:
            return `${value.field.fieldName} ${value.raw ?? 'is blank'}`;
        }
      }),
    ),
  );

/** Where the next page begins; null on the last. */
export const nextCursor = ({ project }: ResultOf<typeof EnrolledDocument>): string | null => {
  const pageInfo = project?.records?.pageInfo;
  return pageInfo?.hasNextPage === true ? (pageInfo.endCursor ?? null) : null;
};

/** What a nurse's app sends. */
export const headache: VariablesOf<typeof AddAdverseEventDocument> = {
  project: 'stroke2',
  record: '1',
  key: 'tablet-7-0001',
  values: [{ field: 'ae_term', raw: 'Headache' }],
};

export const withoutRecord: VariablesOf<typeof ParticipantPageDocument> = {
  project: 'stroke2',
  // @ts-expect-error -- record names are strings: "007" and 7 are two participants
  record: 7,
};

// @ts-expect-error -- a field that the document does not select is not in its result
export const notSelected = (participant: Participant): unknown => participant.events[0]?.instruments[0]?.isLocked;

// @ts-expect-error -- a project can be null for a caller who may not see it
export const mayBeNull = (page: Page): unknown => page.project.record;
