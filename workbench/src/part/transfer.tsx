import type { CombinedError } from '@urql/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useSpeech } from '../language/language.tsx';
import { texts } from '../language/texts.ts';
import { Notice } from './notice.tsx';
import { Progress } from './progress.tsx';
import { saveFile } from './save.ts';
import { fetchFile } from './download.ts';
import type { Arrival } from './download.ts';
import type { RowCount } from './row-count.ts';

/** Where a file is, as the graph has it. */
interface FoundFile {
  readonly fileName: string;
  readonly downloadUrl: string;
}

/** The file that an answer has; without one, the graph's words are thrown. */
export const foundFile = (file: FoundFile | null | undefined, error: CombinedError | undefined): FoundFile => {
  if (file === null || file === undefined) throw new Error(error?.message.replace('[GraphQL] ', '') ?? '');
  return file;
};

/** A file that somebody wants. */
export interface WantedFile {
  /** Asks the graph where the file is. An address works once, so that it is asked for when it is needed. */
  readonly find: () => Promise<FoundFile>;
  readonly count?: RowCount | undefined;
  /** How many rows the file should have, where that is known. */
  readonly expected?: number | undefined;
}

/** Where a transfer stands. */
export type Transfer =
  | { readonly step: 'none' | 'stopped' }
  | { readonly step: 'running'; readonly arrival: Arrival; readonly expected: number | undefined }
  | {
      readonly step: 'done';
      readonly fileName: string;
      readonly arrival: Arrival;
      readonly expected: number | undefined;
    }
  | { readonly step: 'failed'; readonly message: string };

const NOTHING: Arrival = { bytes: 0, rows: null, omitted: [] };

/** What a page does with transfers: one at a time. */
export interface Transfers {
  readonly transfer: Transfer;
  readonly start: (file: WantedFile) => void;
  readonly stop: () => void;
}

const run = async (
  { find, count, expected }: WantedFile,
  signal: AbortSignal,
  report: (transfer: Transfer) => void,
): Promise<void> => {
  report({ step: 'running', arrival: NOTHING, expected });
  const { fileName, downloadUrl } = await find();
  const { blob, ...arrival } = await fetchFile({
    downloadUrl,
    signal,
    count,
    onArrival: (now) => report({ step: 'running', arrival: now, expected }),
  });
  saveFile(fileName, blob);
  report({ step: 'done', fileName, arrival, expected });
};

/** Fetches files, and stops when the page goes. */
export const useTransfers = (): Transfers => {
  const [transfer, setTransfer] = useState<Transfer>({ step: 'none' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  return {
    transfer,
    start: (file) => {
      running.current?.abort();
      const controller = new AbortController();
      const { signal } = controller;
      running.current = controller;
      const report = (now: Transfer): void => {
        if (!signal.aborted) setTransfer(now);
      };
      run(file, signal, report).catch((error: unknown) =>
        report({ step: 'failed', message: error instanceof Error ? error.message : String(error) }),
      );
    },
    stop: () => {
      running.current?.abort();
      setTransfer({ step: 'stopped' });
    },
  };
};

const isWhole = ({ rows, omitted }: Arrival, expected: number | undefined): boolean =>
  omitted.length === 0 && (rows === null || expected === undefined || rows === expected);

const Done = ({ transfer }: { readonly transfer: Transfer & { readonly step: 'done' } }): ReactNode => {
  const { say, number } = useSpeech();
  const { fileName, arrival, expected } = transfer;
  const { rows, omitted, bytes } = arrival;
  const size = say(texts.transfer.kilobytes, { size: number(Math.ceil(bytes / 1_000)) });
  return (
    <Notice kind={isWhole(arrival, expected) ? 'good' : 'warn'} title={say(texts.transfer.done, { file: fileName })}>
      <p>{rows === null ? size : `${say(texts.data.rows, { count: rows })}, ${size}`}</p>
      {rows === null || expected === undefined || rows === expected ? null : (
        <p>{say(texts.transfer.other, { expected })}</p>
      )}
      {omitted.length === 0 ? null : <p>{say(texts.transfer.omitted, { fields: omitted.join(', ') })}</p>}
    </Notice>
  );
};

/** How far a transfer is, with a way to stop it, and what came of it. */
export const TransferState = ({ transfers }: { readonly transfers: Transfers }): ReactNode => {
  const { say, number } = useSpeech();
  const { transfer, stop } = transfers;
  switch (transfer.step) {
    case 'none':
      return null;
    case 'stopped':
      return <Notice>{say(texts.progress.stopped)}</Notice>;
    case 'failed':
      return (
        <Notice kind="bad" title={say(texts.transfer.failed)} isUrgent>
          <p>{transfer.message}</p>
        </Notice>
      );
    case 'done':
      return (
        <div role="status">
          <Done transfer={transfer} />
        </div>
      );
    case 'running': {
      const { arrival, expected } = transfer;
      const { rows, bytes } = arrival;
      const isKnown = rows !== null && expected !== undefined && expected > 0;
      return (
        <Progress
          what={say(texts.transfer.file)}
          percent={isKnown ? Math.min(100, (100 * rows) / expected) : undefined}
          detail={
            isKnown
              ? say(texts.transfer.rowsOf, { rows, total: expected })
              : say(texts.transfer.kilobytes, { size: number(Math.ceil(bytes / 1_000)) })
          }
          onStop={stop}
        />
      );
    }
  }
};
