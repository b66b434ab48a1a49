import { randomBytes } from 'node:crypto';
import type { FileReply } from '../redcap/method.ts';

/** What a download address stands for; held in memory, never in the address itself. */
export interface Download {
  /** Fetches the file from REDCap, streamed. */
  readonly open: (signal?: AbortSignal) => Promise<FileReply>;
}

/** Short-lived, single-use download addresses. */
export interface Downloads {
  /** The path of a new address on the gateway, `/files/<ticket>`. */
  readonly issue: (download: Download) => string;
  /** The download behind a ticket; the ticket is used up. Null when unknown, used or too old. */
  readonly take: (ticket: string) => Download | null;
}

export interface DownloadsOptions {
  readonly maxAgeMs: number;
  /** Addresses kept at most; the oldest goes first. */
  readonly maxTickets: number;
  /** A monotonic clock in milliseconds. */
  readonly now: () => number;
}

/** An empty set of addresses. */
export const createDownloads = (options: DownloadsOptions): Downloads => {
  const tickets = new Map<string, { readonly download: Download; readonly until: number }>();
  return {
    issue: (download) => {
      const ticket = randomBytes(24).toString('base64url');
      tickets.set(ticket, { download, until: options.now() + options.maxAgeMs });
      const oldest = tickets.keys().next();
      if (tickets.size > options.maxTickets && oldest.done !== true) tickets.delete(oldest.value);
      return `/files/${ticket}`;
    },
    take: (ticket) => {
      const entry = tickets.get(ticket);
      tickets.delete(ticket);
      return entry !== undefined && entry.until > options.now() ? entry.download : null;
    },
  };
};
