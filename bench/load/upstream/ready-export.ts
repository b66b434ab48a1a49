import type { ServerResponse } from 'node:http';
import { recordIdField, studyEvents, studyFieldsOf, studyInstrument } from '../study.ts';
import { createPace } from './cost.ts';
import type { UpstreamOptions } from './option.ts';
import { createRowText, type RowText } from './row-text.ts';
import type { Tally } from './tally.ts';

/** Answers an export of records. */
export type AnswerExport = (form: URLSearchParams, response: ServerResponse) => Promise<void>;

const PART = 65_536;

/** What stands in a form under a name, as a list or as one text with commas. */
export const listOf = (form: URLSearchParams, name: string): string[] =>
  [...form]
    .filter(([key]) => key === name || key.startsWith(`${name}[`))
    .flatMap(([, value]) => (value === '' ? [] : value.split(',')));

/** Waits until more may be written, or nobody listens any more. */
const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });

/** Which records are asked for: some by their names, or as many as there are. */
const recordsOf = (
  named: readonly string[],
  count: number,
): { readonly count: number; at: (index: number) => number } =>
  named.length === 0
    ? { count, at: (index) => index + 1 }
    : { count: named.length, at: (index) => Number(named[index]) };

/** Answers exports of a study whose rows are ready. */
export const createReadyExport = (options: UpstreamOptions, tally: Tally): AnswerExport => {
  const fields = studyFieldsOf(options.fields ?? 20);
  const known = new Set([...fields, `${studyInstrument}_complete`]);
  const texts = new Map<string, RowText>();

  const chooseText = (form: URLSearchParams): { text: RowText; rows: number; columns: number; values: number } => {
    const isCsv = form.get('format') === 'csv';
    const asked = listOf(form, 'fields');
    const wanted = asked.length === 0 ? [...known] : asked.filter((name) => known.has(name) && name !== recordIdField);
    const columns = ['redcap_event_name', ...wanted];
    const chosen = listOf(form, 'events');
    const events = studyEvents.flatMap((name, index) => (chosen.length === 0 || chosen.includes(name) ? [index] : []));
    const key = [isCsv, columns, events].join(' ');
    const text = texts.get(key) ?? createRowText(columns, events, isCsv);
    texts.set(key, text);
    return {
      text,
      rows: events.length,
      columns: columns.length + 1,
      values: wanted.filter((name) => fields.includes(name)).length,
    };
  };

  return async (form, response) => {
    const pace = createPace(options.cost);
    const { text, rows, columns, values } = chooseText(form);
    const { count, at } = recordsOf(listOf(form, 'records'), options.records);
    await pace.wait();
    response.writeHead(200, { 'content-type': form.get('format') === 'csv' ? 'text/csv' : 'application/json' });
    let part = text.head;
    const write = async (): Promise<void> => {
      const bytes = Buffer.from(part);
      tally.answer(bytes.length);
      part = '';
      if (!response.write(bytes) && !response.destroyed) await drained(response);
    };
    let isFirst = true;
    for (let index = 0; index < count && !response.destroyed; index += 1) {
      const record = at(index);
      if (!(record >= 1 && record <= options.records)) continue;
      tally.rows(rows, rows * columns, rows * values);
      part += text.of(record, isFirst);
      isFirst = false;
      const isDue = pace.isSlow && pace.add(rows, rows * columns);
      if (isDue) await pace.wait();
      if (isDue || part.length > PART) await write();
    }
    part += text.tail;
    await pace.wait();
    await write();
    response.end();
  };
};
