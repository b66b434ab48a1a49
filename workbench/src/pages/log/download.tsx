import type { Client, CombinedError, OperationResult } from '@urql/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useClient } from 'urql';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import { CSV_TYPE, writeExcelCsv } from '../../part/csv.ts';
import type { Cells } from '../../part/csv.ts';
import { Failure } from '../../part/failure.tsx';
import { Progress } from '../../part/progress.tsx';
import { saveText } from '../../part/save.ts';
import { LogDocument } from './generated/graphql.ts';
import type { LogQuery, LogQueryVariables } from './generated/graphql.ts';

/** What is asked of the log, whatever the page. */
export type LogQuestion = Required<Omit<LogQueryVariables, 'first' | 'after'>>;

/** The most that the graph gives at once. */
const MOST = 500;

const COLUMNS = ['timestamp', 'username', 'record', 'action'];

/** Asks once, and hangs up when nobody wants the answer any more. */
const askOnce = (
  client: Client,
  variables: LogQueryVariables,
  signal: AbortSignal,
): Promise<OperationResult<LogQuery, LogQueryVariables>> =>
  new Promise((resolve) => {
    const asked = client.query(LogDocument, variables, { requestPolicy: 'network-only' }).subscribe(resolve);
    signal.addEventListener('abort', () => asked.unsubscribe());
  });

/** All entries, page by page, or the error of a page: then no file is made. */
const collect = async (
  client: Client,
  question: LogQuestion,
  signal: AbortSignal,
  onCount: (count: number) => void,
): Promise<{ readonly rows: readonly Cells[]; readonly error: CombinedError | undefined }> => {
  const rows: Cells[] = [];
  let after: string | null = null;
  do {
    const { data, error }: OperationResult<LogQuery> = await askOnce(
      client,
      { ...question, first: MOST, after },
      signal,
    );
    const log = data?.project?.logging;
    if (error !== undefined || log === null || log === undefined) return { rows, error };
    const cells = log.nodes.map(({ timestamp, username, record, action, details = null }) => [
      timestamp,
      username,
      record,
      action,
      ...(question.details ? [details] : []),
    ]);
    rows.push(...cells);
    onCount(rows.length);
    after = log.pageInfo.hasNextPage ? log.pageInfo.endCursor : null;
  } while (after !== null);
  return { rows, error: undefined };
};

/** Where a download stands. */
type Download =
  | { readonly step: 'none' }
  | { readonly step: 'running'; readonly count: number }
  | { readonly step: 'failed'; readonly error: CombinedError };

/** Collects the entries of all pages into a file. */
const useDownload = (question: LogQuestion) => {
  const client = useClient();
  const [state, setState] = useState<Download>({ step: 'none' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setState({ step: 'running', count: 0 });
    const onCount = (count: number): void => setState({ step: 'running', count });
    const { rows, error } = await collect(client, question, controller.signal, onCount);
    if (error !== undefined) {
      setState({ step: 'failed', error });
      return;
    }
    saveText(
      `${question.project}-log.csv`,
      writeExcelCsv(question.details ? [...COLUMNS, 'details'] : COLUMNS, rows),
      CSV_TYPE,
    );
    setState({ step: 'none' });
  };
  const stop = (): void => {
    running.current?.abort();
    setState({ step: 'none' });
  };
  return { state, start, stop };
};

/** The entries of all pages as a file. */
export const LogDownload = ({ question }: { readonly question: LogQuestion }): ReactNode => {
  const { say } = useSpeech();
  const { state, start, stop } = useDownload(question);
  return (
    <>
      <div>
        <Button isDisabled={state.step === 'running'} onPress={() => void start()}>
          {say(texts.log.download)}
        </Button>
      </div>
      {state.step === 'running' ? (
        <Progress what={say(texts.log.file)} detail={say(texts.log.collected, { count: state.count })} onStop={stop} />
      ) : null}
      {state.step === 'failed' ? <Failure error={state.error} /> : null}
    </>
  );
};
