import { useState } from 'react';
import type { ReactNode } from 'react';
import { given } from '../../address.ts';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { OperationPanel } from '../../operation/panel.tsx';
import { Answered } from '../../part/answered.tsx';
import { Empty } from '../../part/empty.tsx';
import form from '../../part/form.module.css';
import { Notice } from '../../part/notice.tsx';
import { Page } from '../../part/page.tsx';
import { Pager } from '../../part/pager.tsx';
import { useOwnPage, usePlace } from '../../part/place.ts';
import { Table } from '../../part/table.tsx';
import { LogDownload } from './download.tsx';
import type { LogQuestion } from './download.tsx';
import { LogFilter } from './filter.tsx';
import type { TypedFilter } from './filter.tsx';
import { LogDocument } from './generated/graphql.ts';
import type { LogQuery } from './generated/graphql.ts';
import style from './log.module.css';
import { route } from './route.ts';
import { usePrivateQuestion } from './private-question.ts';
import { useLogRecord } from './record.ts';
import type { LogRecord } from './record.ts';
import { readLogSearch, weekBefore } from './search.ts';

type Entry = NonNullable<NonNullable<LogQuery['project']>['logging']>['nodes'][number];

/** Entries on a page. */
const SIZE = 100;

const Entries = ({
  entries,
  details,
}: {
  readonly entries: readonly Entry[];
  readonly details: boolean;
}): ReactNode => {
  const { say, date } = useSpeech();
  return (
    <Table label={say(texts.log.table)}>
      <thead>
        <tr>
          <th scope="col">{say(texts.log.time)}</th>
          <th scope="col">{say(texts.log.user)}</th>
          <th scope="col">{say(texts.log.record)}</th>
          <th scope="col">{say(texts.log.action)}</th>
          {details ? <th scope="col">{say(texts.log.detail)}</th> : null}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, place) => (
          // Entries have no names: several may be of one minute and one user.
          <tr key={place}>
            <td>{date(entry.timestamp)}</td>
            <td>{entry.username}</td>
            <td>{entry.record}</td>
            <td>{entry.action}</td>
            {details ? <td className={style['details']}>{entry.details}</td> : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
};

/** The entries of one question, page by page. */
const Pages = ({ question }: { readonly question: LogQuestion }): ReactNode => {
  const { say, date } = useSpeech();
  const navigate = route.useNavigate();
  const paging = usePlace(
    route.useSearch(),
    // What is asked beside the address stays the same on all pages.
    (search, { state, replace }) =>
      void navigate({ search, state: ({ asked }) => ({ ...state, ...given('asked', asked) }), replace }),
  );
  const { place, go } = paging;
  const variables = { ...question, first: SIZE, after: place.after === '' ? null : place.after };
  const answer = useAnswer(LogDocument, variables);
  useOwnPage(paging, answer.error);
  const log = answer.data?.project?.logging ?? undefined;
  return (
    <>
      <OperationPanel shown={[{ document: LogDocument, variables }]} />
      <Answered answer={answer} what={say(texts.log.what)}>
        {() =>
          log === undefined ? null : (
            <>
              <p role="status">
                {say(texts.log.entries, { count: log.nodes.length })}{' '}
                <span className={form['help']}>
                  {say(texts.log.searched, { time: date(log.searchedFrom) })} {say(texts.log.group)}
                </span>
              </p>
              {log.nodes.length === 0 ? (
                <Empty title={say(texts.log.empty)}>
                  <p>{say(texts.log.emptyText)}</p>
                </Empty>
              ) : (
                <Entries entries={log.nodes} details={question.details} />
              )}
            </>
          )
        }
      </Answered>
      {answer.error === undefined ? null : <p>{say(texts.log.needs)}</p>}
      <Pager
        label={say(texts.log.pages)}
        place={place}
        next={log?.pageInfo.hasNextPage === true ? log.pageInfo.endCursor : null}
        isLoading={answer.isLoading}
        onGo={go}
      />
      {log === undefined ? null : <LogDownload question={question} />}
    </>
  );
};

/** Why the entries of a record are not there: its name is awaited, or there is no such record. */
const UnknownRecord = ({ answer }: { readonly answer: NonNullable<LogRecord['unknown']> }): ReactNode => {
  const { say } = useSpeech();
  return (
    <Answered answer={answer} what={say(texts.participant.what)}>
      {() => (answer.error === undefined ? <Empty title={say(texts.data.noRecord)} /> : null)}
    </Answered>
  );
};

const Log = ({ project }: { readonly project: string }): ReactNode => {
  const { say } = useSpeech();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { from, to, user, type } = search;
  const [start] = useState(() => weekBefore(new Date()));
  const record = useLogRecord(project, search.record);
  const [asked, keep] = usePrivateQuestion();
  const question: LogQuestion = {
    project,
    begin: from ?? start,
    end: to ?? null,
    user: user ?? null,
    record: record.name || asked.record || null,
    type: type ?? null,
    details: asked.details,
  };
  const apply = async (typed: TypedFilter): Promise<void> => {
    const name = typed.record.trim();
    const shareId = name === '' ? undefined : await record.shareIdOf(name);
    const state = keep({ record: shareId === undefined ? name : '', details: typed.details });
    void navigate({ search: readLogSearch({ ...typed, user: typed.user.trim(), record: shareId }), state });
  };
  return (
    <>
      <LogFilter question={question} onApply={apply} />
      {asked.record === '' ? null : <Notice>{say(texts.log.private)}</Notice>}
      {record.unknown === null ? (
        <Pages key={JSON.stringify(question)} question={question} />
      ) : (
        <UnknownRecord answer={record.unknown} />
      )}
    </>
  );
};

/** REDCap's log of a project, with filters. */
export const LogPage = (): ReactNode => {
  const { say } = useSpeech();
  const { project } = route.useParams();
  return (
    <Page title={say(texts.log.title)} intro={say(texts.log.intro)} isWide>
      <Log key={project} project={project} />
    </Page>
  );
};
