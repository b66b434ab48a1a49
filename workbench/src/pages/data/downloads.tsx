import type { ReactNode } from 'react';
import { useClient } from 'urql';
import { useSpeech } from '../../language/language.tsx';
import { texts } from '../../language/texts.ts';
import { Button } from '../../part/button.tsx';
import form from '../../part/form.module.css';
import { csvRowCount, ndjsonRowCount } from '../../part/row-count.ts';
import type { Shown } from '../../part/shown.ts';
import { foundFile, TransferState, useTransfers } from '../../part/transfer.tsx';
import type { WantedFile } from '../../part/transfer.tsx';
import style from './data.module.css';
import { statusFieldOf } from './field.ts';
import { DataFileDocument } from './generated/graphql.ts';
import type { TableFormat, TableValues } from './generated/graphql.ts';
import type { View } from './view.ts';

const VALUES: Readonly<Record<Shown, TableValues>> = { label: 'LABELS', code: 'RAW', both: 'BOTH' };

/** The files that the table can be had as. */
const FILES = [
  { name: 'csv', format: 'CSV', excelSafe: false, count: csvRowCount },
  { name: 'excel', format: 'CSV', excelSafe: true, count: csvRowCount },
  { name: 'ndjson', format: 'NDJSON', excelSafe: false, count: ndjsonRowCount },
  { name: 'parquet', format: 'PARQUET', excelSafe: false, count: undefined },
] as const satisfies readonly { readonly format: TableFormat; readonly [key: string]: unknown }[];

/** The rows and columns of the table, of all pages, as a file. */
export const Downloads = ({ view, total }: { readonly view: View; readonly total: number | undefined }): ReactNode => {
  const { say } = useSpeech();
  const client = useClient();
  const transfers = useTransfers();
  const { question, instrument, show } = view;

  const find: (format: TableFormat, excelSafe: boolean) => ReturnType<WantedFile['find']> = async (
    format,
    excelSafe,
  ) => {
    const fields = [...question.fields, statusFieldOf(instrument)];
    const variables = { ...question, fields, format, excelSafe, values: VALUES[show] };
    const { data, error } = await client.query(DataFileDocument, variables, { requestPolicy: 'network-only' });
    return foundFile(data?.project?.tableDownload, error);
  };

  return (
    <section className={style['downloads']} aria-label={say(texts.data.download)}>
      <div className={form['row']}>
        <h2>{say(texts.data.download)}</h2>
        {FILES.map(({ name, format, excelSafe, count }) => (
          <Button
            key={name}
            onPress={() => transfers.start({ find: () => find(format, excelSafe), count: count?.(), expected: total })}
          >
            {say(texts.fileForms[name])}
          </Button>
        ))}
      </div>
      <p className={form['help']}>{say(texts.data.downloadHelp)}</p>
      <TransferState transfers={transfers} />
    </section>
  );
};
