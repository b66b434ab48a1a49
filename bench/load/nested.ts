import { projectKey } from './gateway.ts';
import { byCursor, recordsOf, type Graph } from './operation.ts';
import { studyEvents, studyFields, studyInstrument } from './study.ts';

/** Rows of records below rows of records, so many levels deep, with the values at the bottom. */
const levelsBelow = (levels: number): string => {
  const inner =
    levels === 1 ? `values(fields: ${JSON.stringify(studyFields)}) { raw }` : `record { ${levelsBelow(levels - 1)} }`;
  return `instances(instrument: "${studyInstrument}", events: ["${studyEvents[0] ?? ''}"]) { ${inner} }`;
};

/** Records with one row each, whose values stand so many levels deep. */
export const nestedGraph = (levels: number): Graph => ({
  name: 'static',
  path: 'graphql',
  list: byCursor(
    `query Nested($first: Int!, $after: String) { project(key: "${projectKey}") { records(first: $first, after: $after) {
      nodes { name ${levelsBelow(levels)} }
      pageInfo { hasNextPage endCursor }
    } } }`,
    // The query asks for a project.
    (data) => recordsOf((data as { readonly project: unknown }).project),
  ),
  small: (record) => ({
    query: `query Nested($name: RecordName!) { project(key: "${projectKey}") { record(name: $name) { ${levelsBelow(levels)} } } }`,
    variables: { name: record },
  }),
});
