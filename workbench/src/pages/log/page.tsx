import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnswer } from '../../graph/answer.ts';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { OperationPanel } from '../../operation/panel.tsx';
import { Answered } from '../../part/answered.tsx';
import { Empty } from '../../part/empty.tsx';
import form from '../../part/form.module.css';
import { Page } from '../../part/page.tsx';
import { FIRST_PAGE, Pager } from '../../part/pager.tsx';
import { Table } from '../../part/table.tsx';
import { LogDownload } from './download.tsx';
import type { LogQuestion } from './download.tsx';
import { LogFilter } from './filter.tsx';
import type { PrivateQuestion } from './filter.tsx';
import { LogDocument } from './generated/graphql.ts';
import type { LogQuery } from './generated/graphql.ts';
import style from './log.module.css';
import { route } from './route.ts';
import { weekBefore } from './search.ts';

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
  const [place, go] = useState(FIRST_PAGE);
  const variables = { ...question, first: SIZE, after: place.after === '' ? null : place.after };
  const answer = useAnswer(LogDocument, variables);
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

const Log = ({ project }: { readonly project: string }): ReactNode => {
  const { from, to, user, type } = route.useSearch();
  const [start] = useState(() => weekBefore(new Date()));
  // A record's name stands in no address, and details are never there unasked.
  const [{ record, details }, ask] = useState<PrivateQuestion>({ record: '', details: false });
  const question: LogQuestion = {
    project,
    begin: from ?? start,
    end: to ?? null,
    user: user ?? null,
    record: record === '' ? null : record,
    type: type ?? null,
    details,
  };
  return (
    <>
      <LogFilter question={question} onApply={ask} />
      <Pages key={JSON.stringify(question)} question={question} />
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
