import { describe, expect, it } from 'vitest';
import { createDownloads, type Download } from '../../src/loaders/download.ts';

const download: Download = { open: () => Promise.reject(new Error('not opened here')) };
const ticketOf = (path: string): string => path.replace('/files/', '');

describe('download addresses', () => {
  it('work once', () => {
    const downloads = createDownloads({ maxAgeMs: 100, maxTickets: 10, now: () => 0 });
    const path = downloads.issue(download);
    expect(path).toMatch(/^\/files\/[\w-]{32}$/);
    expect(downloads.take(ticketOf(path))).toBe(download);
    expect(downloads.take(ticketOf(path))).toBeNull();
  });

  it('end when they are too old', () => {
    let now = 0;
    const downloads = createDownloads({ maxAgeMs: 100, maxTickets: 10, now: () => now });
    const path = downloads.issue(download);
    now = 100;
    expect(downloads.take(ticketOf(path))).toBeNull();
  });

  it('give way to newer ones when there are too many', () => {
    const downloads = createDownloads({ maxAgeMs: 100, maxTickets: 1, now: () => 0 });
    const [first, second] = [downloads.issue(download), downloads.issue(download)];
    expect(downloads.take(ticketOf(first))).toBeNull();
    expect(downloads.take(ticketOf(second))).toBe(download);
  });
});
