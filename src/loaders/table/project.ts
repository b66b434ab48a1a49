import type { AccessLoader } from '../access/access.ts';
import type { DesignLoader } from '../design/design.ts';
import type { ProjectCalls } from '../project-call.ts';
import type { KnownExports } from '../record/known-export.ts';
import type { RecordListing } from '../record/list.ts';

/** What a table needs of its project. */
export interface TableProject
  extends Pick<DesignLoader, 'design'>, Pick<AccessLoader, 'groups'>, Pick<ProjectCalls<never>, 'stream'> {
  readonly records: Pick<RecordListing, 'list'>;
  readonly tableExports: KnownExports;
}
