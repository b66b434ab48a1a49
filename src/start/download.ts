import type { DownloadFile } from '../gateway/file-response.ts';
import type { DownloadReply } from '../loaders/download.ts';

/** Proxies take about eight kilobytes of headers; the names of a study with many withheld fields are cut. */
const MOST_CHARACTERS = 3_000;

/** Names in a header, joined by commas; what does not fit is stood for by three dots. */
const joinNames = (names: readonly string[]): string => {
  const all = names.join(',');
  return all.length <= MOST_CHARACTERS ? all : `${all.slice(0, all.lastIndexOf(',', MOST_CHARACTERS))},...`;
};

/** A file of the loaders as HTTP has it: what a table omits in a header, and what it came to in trailers. */
export const asDownloadFile = ({ omittedFields = [], summary, ...file }: DownloadReply): DownloadFile => ({
  ...file,
  ...(omittedFields.length === 0 ? {} : { headers: { 'redcap-omitted-fields': joinNames(omittedFields) } }),
  ...(summary === undefined
    ? {}
    : {
        trailers: {
          names: ['redcap-complete', 'redcap-rows'],
          read: () => {
            const { complete, rows } = summary();
            return { 'redcap-complete': String(complete), 'redcap-rows': String(rows) };
          },
        },
      }),
});
