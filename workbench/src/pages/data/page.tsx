import type { ReactNode } from 'react';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { OperationPanel } from '../../operation/panel.tsx';
import { Answered } from '../../part/answered.tsx';
import { Empty } from '../../part/empty.tsx';
import { Page } from '../../part/page.tsx';
import { Pager } from '../../part/pager.tsx';
import { useOwnPage, usePlace } from '../../part/place.ts';
import { Chooser } from './chooser.tsx';
import { Columns } from './columns.tsx';
import { Completeness } from './completeness.tsx';
import style from './data.module.css';
import { Downloads } from './downloads.tsx';
import { Filter } from './filter.tsx';
import { DataDesignDocument, DataTableDocument } from './generated/graphql.ts';
import { usePressed } from './head.tsx';
import { orderBy } from './order.ts';
import { OrderNote } from './order-note.tsx';
import { RecordForm } from './record-form.tsx';
import { route } from './route.ts';
import { DataTable } from './table.tsx';
import type { DataTableProps } from './table.tsx';
import { viewOf } from './view.ts';

/** The page of rows, and what is said of it. */
const RowsPage = ({ project, design, view, page, pressedRef }: DataTableProps): ReactNode => {
  const { say } = useSpeech();
  return (
    <>
      <div className={style['sum']}>
        <p role="status">{say(texts.data.rows, { count: page.totalCount })}</p>
        <Completeness page={page} view={view} />
      </div>
      {page.nodes.length === 0 ? (
        <Empty title={say(texts.data.empty)}>
          <p>{say(texts.data.emptyText)}</p>
        </Empty>
      ) : (
        <DataTable project={project} design={design} view={view} page={page} pressedRef={pressedRef} />
      )}
    </>
  );
};

/** The rows, once they are there, and what leads from them. */
const Rows = ({ project, design, view }: Omit<DataTableProps, 'page' | 'pressedRef'>): ReactNode => {
  const { say } = useSpeech();
  const navigate = route.useNavigate();
  const paging = usePlace(route.useSearch(), (search, step) => void navigate({ search, ...step }));
  const { place, go } = paging;
  const pressedRef = usePressed();
  const variables = {
    ...view.question,
    orderBy: orderBy(view.order),
    first: view.size,
    after: place.after === '' ? null : place.after,
  };
  const answer = useAnswer(DataTableDocument, variables);
  useOwnPage(paging, answer.error);
  const page = answer.data?.project?.instrumentData ?? undefined;
  return (
    <>
      <OperationPanel shown={[{ document: DataTableDocument, variables }]} />
      <OrderNote view={view} />
      <Answered answer={answer} what={view.instrument.label}>
        {() =>
          page === undefined ? null : (
            <RowsPage project={project} design={design} view={view} page={page} pressedRef={pressedRef} />
          )
        }
      </Answered>
      <Pager
        label={say(texts.data.pages)}
        place={place}
        next={page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null}
        pages={page === undefined ? undefined : Math.max(1, Math.ceil(page.totalCount / view.size))}
        isLoading={answer.isLoading}
        onGo={go}
      />
      <Downloads view={view} total={page?.totalCount} />
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
