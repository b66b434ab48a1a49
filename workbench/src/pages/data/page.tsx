import type { ReactNode } from 'react';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Answered } from '../../part/answered.tsx';
import { Button } from '../../part/button.tsx';
import { Empty } from '../../part/empty.tsx';
import { Page } from '../../part/page.tsx';
import { Chooser, useView } from './chooser.tsx';
import { Columns } from './columns.tsx';
import { Completeness } from './completeness.tsx';
import style from './data.module.css';
import { Downloads } from './downloads.tsx';
import { Filter } from './filter.tsx';
import { DataDesignDocument, DataTableDocument } from './generated/graphql.ts';
import { Pager } from './pager.tsx';
import { RecordForm } from './record-form.tsx';
import { route } from './route.ts';
import { DataTable } from './table.tsx';
import type { DataTableProps } from './table.tsx';
import { viewOf } from './view.ts';

/** The page of rows, and what is said of it. */
const RowsPage = ({ project, design, view, page }: DataTableProps): ReactNode => {
  const { say } = useSpeech();
  return (
    <>
      <div className={style['sum']}>
        <p role="status">{say(texts.data.rows, { count: page.totalCount })}</p>
        <p className={style['help']}>{say(texts.data.order)}</p>
        <Completeness page={page} view={view} />
      </div>
      {page.nodes.length === 0 ? (
        <Empty title={say(texts.data.empty)}>
          <p>{say(texts.data.emptyText)}</p>
        </Empty>
      ) : (
        <DataTable project={project} design={design} view={view} page={page} />
      )}
      <Pager page={page} size={view.size} />
    </>
  );
};

/** The rows, once they are there, and what leads from them. */
const Rows = ({ project, design, view }: Omit<DataTableProps, 'page'>): ReactNode => {
  const { say } = useSpeech();
  const show = useView();
  const { after = null } = route.useSearch();
  const variables = { ...view.question, first: view.size, after };
  // Rows of the view before are none of this one.
  const answer = useAnswer(DataTableDocument, variables, { forgetsLast: true });
  return (
    <>
      <Answered answer={answer} what={view.instrument.label}>
        {(data) => {
          const page = data.project?.instrumentData ?? null;
          return page === null ? null : <RowsPage project={project} design={design} view={view} page={page} />;
        }}
      </Answered>
      {answer.error !== undefined && after !== null ? (
        // A place in the list is of one caller; a colleague's link leads there by its filter alone.
        <Button onPress={() => show((search) => search)}>{say(texts.data.first)}</Button>
      ) : null}
      <Downloads view={view} total={answer.data?.project?.instrumentData?.totalCount} />
    </>
  );
};

/** The table of one instrument. */
export const DataPage = (): ReactNode => {
  const { say } = useSpeech();
  const { project } = route.useParams();
  const search = route.useSearch();
  const answer = useAnswer(DataDesignDocument, { project });
  return (
    <Page title={say(texts.data.title)} intro={say(texts.data.intro)} actions={<RecordForm project={project} />} isWide>
      <Answered answer={answer} what={say(texts.data.what)}>
        {({ project: design }) => {
          if (design === null) return null;
          const view = viewOf(project, design, search);
          if (view === undefined) return <Empty title={say(texts.data.noInstrument)} />;
          return (
            <>
              <Chooser design={design} view={view} />
              <div className={style['tools']}>
                <Columns design={design} view={view} />
                <Filter design={design} view={view} />
              </div>
              <Rows project={project} design={design} view={view} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
};
