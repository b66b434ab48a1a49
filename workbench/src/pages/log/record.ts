import { useState } from 'react';
import { useClient } from 'urql';
import { useAnswer } from '../../graph/answer.ts';
import type { Answer } from '../../graph/answer.ts';
import { LogRecordByNameDocument, LogRecordDocument } from './generated/graphql.ts';
import type { LogRecordQuery } from './generated/graphql.ts';

/** A record by both of its names: the one that addresses hold, and the one that people know. */
interface KnownRecord {
  readonly shareId: string;
  readonly name: string;
}

/** The record that the entries are about. */
export interface LogRecord {
  /** Blank for all, and while it is not known. */
  readonly name: string;
  /** The address names a record whose name is not known: it is asked for, could not be, or there is none. */
  readonly unknown: Answer<LogRecordQuery> | null;
  /** Finds what names a record in addresses; undefined where nothing does. */
  readonly shareIdOf: (name: string) => Promise<string | undefined>;
}

/** The record of an address by its name. What somebody has typed is known already, and not asked for again. */
export const useLogRecord = (project: string, shareId: string | undefined): LogRecord => {
  const client = useClient();
  const [all, setAll] = useState<readonly KnownRecord[]>([]);
  const known = all.find((one) => one.shareId === shareId);
  const isAsked = shareId !== undefined && known === undefined;
  const answer = useAnswer(LogRecordDocument, { project, shareId: shareId ?? '' }, isAsked);
  const found = answer.data?.project?.recordByShareId?.name;
  const name = isAsked ? found : known?.name;
  return {
    name: shareId === undefined ? '' : (name ?? ''),
    unknown: isAsked && found === undefined ? answer : null,
    shareIdOf: async (typed) => {
      if (typed === name) return shareId;
      // A record that was deleted is in the log and not here, and a token may read the log and no records.
      const { data } = await client.query(LogRecordByNameDocument, { project, name: typed }).toPromise();
      const record = data?.project?.record;
      if (record?.name !== typed) return undefined;
      setAll((before) => [...before, { shareId: record.shareId, name: typed }]);
      return record.shareId;
    },
  };
};
