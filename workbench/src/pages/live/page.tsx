import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useClient } from 'urql';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Badge } from '../../part/badge.tsx';
import type { BadgeKind } from '../../part/badge.tsx';
import { Button } from '../../part/button.tsx';
import { Empty } from '../../part/empty.tsx';
import { Failure } from '../../part/failure.tsx';
import { Notice } from '../../part/notice.tsx';
import { Page } from '../../part/page.tsx';
import { Table } from '../../part/table.tsx';
import { followChanges } from './feed.ts';
import type { Change, FeedState } from './feed.ts';
import style from './live.module.css';
import { route } from './route.ts';

/** A change with the time at which it came. */
interface Heard {
  readonly number: number;
  readonly time: Date;
  readonly change: Change;
}

/** The page keeps no more, so that it may stay open for days. */
const MOST = 500;

const KIND: Readonly<Record<Change['kind'], BadgeKind>> = {
  CREATED: 'good',
  UPDATED: 'accent',
  RENAMED: 'warn',
  DELETED: 'bad',
};

const Row = ({ project, heard }: { readonly project: string; readonly heard: Heard }): ReactNode => {
  const { say, date, time } = useSpeech();
  const { kind, recordName, previousName, at, record } = heard.change;
  return (
    <tr>
      <td>{time(heard.time)}</td>
      <th scope="row">
        {record === null ? (
          recordName
        ) : (
          <Link to="/projects/$project/participants/$record" params={{ project, record: record.shareId }}>
            {recordName}
          </Link>
        )}
      </th>
      <td>
        <Badge kind={KIND[kind]}>{say(texts.changeKinds[kind])}</Badge>
        {previousName === null ? null : <small>{say(texts.live.before, { name: previousName })}</small>}
      </td>
      <td>{at === null ? null : date(at)}</td>
    </tr>
  );
};

const Changes = ({ project, heard }: { readonly project: string; readonly heard: readonly Heard[] }): ReactNode => {
  const { say } = useSpeech();
  return (
    <Table label={say(texts.live.title)}>
      <thead>
        <tr>
          <th scope="col">{say(texts.live.heard)}</th>
          <th scope="col">{say(texts.live.record)}</th>
          <th scope="col">{say(texts.live.kind)}</th>
          <th scope="col">{say(texts.live.at)}</th>
        </tr>
      </thead>
      <tbody>
        {heard.map((one) => (
          <Row key={one.number} project={project} heard={one} />
        ))}
      </tbody>
    </Table>
  );
};

const State = ({ state, onAgain }: { readonly state: FeedState; readonly onAgain: () => void }): ReactNode => {
  const { say } = useSpeech();
  if (state.step === 'refused') {
    return (
      <>
        <Failure error={state.error} onAgain={onAgain} />
        <p>{say(texts.live.needs)}</p>
      </>
    );
  }
  return (
    <p role="status" className={style['state']}>
      <span className={style[state.step]} aria-hidden="true" />
      {say(texts.live[state.step])}
    </p>
  );
};

/** Follows the project while `isOn`; `start` begins from now once more. */
const useFeed = (project: string) => {
  const client = useClient();
  const [isOn, setOn] = useState(true);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<FeedState>({ step: 'connecting' });
  const [heard, setHeard] = useState<readonly Heard[]>([]);
  const [hasGap, setGap] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    return followChanges(client, project, {
      onState: setState,
      onChange: (change) =>
        setHeard((before) => [
          { number: (before[0]?.number ?? 0) + 1, time: new Date(), change },
          ...before.slice(0, MOST - 1),
        ]),
      onGap: () => setGap(true),
    });
  }, [client, project, isOn, round]);
  return {
    state: isOn ? state : ({ step: 'stopped' } as const),
    heard,
    hasGap,
    stop: () => setOn(false),
    start: () => {
      setOn(true);
      setGap(false);
      setRound(round + 1);
    },
  };
};

const Live = ({ project }: { readonly project: string }): ReactNode => {
  const { say } = useSpeech();
  const { state, heard, hasGap, stop, start } = useFeed(project);
  return (
    <>
      <div className={style['row']}>
        <State state={state} onAgain={start} />
        {state.step === 'refused' ? null : (
          <Button onPress={state.step === 'stopped' ? start : stop}>
            {say(state.step === 'stopped' ? texts.live.start : texts.live.stop)}
          </Button>
        )}
      </div>
      {state.step === 'lost' ? <Notice kind="warn">{say(texts.live.lostText)}</Notice> : null}
      {hasGap ? <Notice kind="warn">{say(texts.live.gap)}</Notice> : null}
      {heard.length > 0 ? <Changes project={project} heard={heard} /> : null}
      {heard.length === 0 && state.step !== 'refused' ? (
        <Empty title={say(texts.live.empty)}>
          <p>{say(texts.live.emptyText)}</p>
        </Empty>
      ) : null}
    </>
  );
};

/** What becomes of records while somebody looks: created, changed, renamed, deleted. */
export const LivePage = (): ReactNode => {
  const { say } = useSpeech();
  const { project } = route.useParams();
  return (
    <Page title={say(texts.live.title)} intro={say(texts.live.intro)}>
      {/* Another project has changes of its own. */}
      <Live key={project} project={project} />
    </Page>
  );
};
