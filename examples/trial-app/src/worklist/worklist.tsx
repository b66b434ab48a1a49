import { useQuery } from '@apollo/client/react';
import { WorklistDocument } from '../generated/graphql.ts';
import { Problem } from '../problem.tsx';
import type { Project } from '../project.ts';
import { FilterBar } from './filter-bar.tsx';
import { Pager } from './pager.tsx';
import { whereOf, type Place } from './place.ts';
import { WorklistTable } from './worklist-table.tsx';

const PAGE_SIZE = 20;

interface WorklistProps {
  readonly project: Project;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
}

/** The participants of the study, a page at a time. */
export const Worklist = ({ project, place, onPlace }: WorklistProps) => {
  const { filters, cursors } = place;
  const variables = { first: PAGE_SIZE, after: cursors.at(-1) ?? null, where: whereOf(filters) };
  const { data, previousData, loading, error, refetch } = useQuery(WorklistDocument, {
    variables,
    fetchPolicy: 'cache-and-network',
  });
  // While the next page is on its way, the one before stays in its place.
  const records = (data ?? previousData)?.records;
  return (
    <>
      <h1>Participants</h1>
      <FilterBar project={project} filters={filters} onFilters={(next) => onPlace({ filters: next, cursors: [] })} />
      {error !== undefined && <Problem error={error} onRetry={() => void refetch()} />}
      {records !== undefined && records !== null && (
        <section aria-label="List of participants" aria-busy={loading && data === undefined}>
          {!records.completeness.isComplete && (
            <p className="warning" role="status">
              {records.completeness.missingRecordCount} participants of this page could not be read. Read it again
              later.
            </p>
          )}
          <WorklistTable rows={records.nodes} />
          <Pager
            from={cursors.length * PAGE_SIZE + 1}
            count={records.nodes.length}
            total={records.totalCount}
            {...(cursors.length > 0 ? { onPrevious: () => onPlace({ filters, cursors: cursors.slice(0, -1) }) } : {})}
            {...(records.pageInfo.hasNextPage && records.pageInfo.endCursor != null
              ? { onNext: () => onPlace({ filters, cursors: [...cursors, records.pageInfo.endCursor ?? ''] }) }
              : {})}
          />
        </section>
      )}
      {records === undefined && error === undefined && <p className="waiting">Reading participants …</p>}
    </>
  );
};
