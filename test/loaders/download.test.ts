import { describe, expect, it } from 'vitest';
import { createDownloads, downloadCall } from '../../src/loaders/download.ts';
import type { ProjectConnection } from '../../src/loaders/project-source.ts';
import type { Redcap } from '../../src/redcap/client.ts';
import { exportFile } from '../../src/redcap/methods/file.ts';
import { exportProjectXml } from '../../src/redcap/methods/project-xml.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createPlainState } from '../support/state.ts';

const args = { record: '1', field: 'consent' };
const call = downloadCall(exportFile, args);

/** A source that notes what it is asked. */
const createSource = (fingerprint = 'token') => {
  const asked: unknown[] = [];
  const file = { fileName: 'as REDCap says.pdf', contentType: 'application/pdf', body: [] };
  const redcap = {
    fingerprint,
    call: (method: { readonly name: string }, given: unknown) => {
      asked.push([method.name, given]);
      return Promise.resolve(file);
    },
  } as unknown as Redcap;
  const source: ProjectConnection = { key: 'study', host: 'redcap.example', redcap };
  return { source, asked };
};

const open = (maxBytes?: number) => {
  const clock = createFakeClock();
  const room = maxBytes === undefined ? {} : { maxBytes: { download: maxBytes } };
  const values = createPlainState({ now: clock.now, ...room }).kept.download;
  return { clock, downloads: createDownloads({ values, makers: {}, maxAgeMs: 100, now: clock.now }) };
};

const ticketOf = (path: string): string => path.replace('/files/', '');

describe('download addresses', () => {
  it('work as often as they are fetched, by the method and the arguments that they were made for', async () => {
    const { downloads } = open();
    const { source, asked } = createSource();
    const path = await downloads.issue(source, call);
    expect(path).toMatch(/^\/files\/[\w-]{32}$/);
    const download = await downloads.find(ticketOf(path));
    expect((await download?.open())?.fileName).toBe('as REDCap says.pdf');
    await (await downloads.find(ticketOf(path)))?.open();
    expect(asked).toEqual([
      ['exportFile', args],
      ['exportFile', args],
    ]);
  });

  it('serve the file under another name where one is given', async () => {
    const { downloads } = open();
    const path = await downloads.issue(createSource().source, downloadCall(exportFile, args, 'ours.pdf'));
    const reply = await (await downloads.find(ticketOf(path)))?.open();
    expect([reply?.fileName, reply?.contentType]).toEqual(['ours.pdf', 'application/pdf']);
  });

  it('fetch each with the token that it was made with', async () => {
    const { downloads } = open();
    const [first, second] = [createSource('first'), createSource('second')];
    const path = await downloads.issue(first.source, call);
    await downloads.issue(second.source, call);
    await (await downloads.find(ticketOf(path)))?.open();
    expect([first.asked.length, second.asked.length]).toEqual([1, 0]);
  });

  it('end when they are too old', async () => {
    const { clock, downloads } = open();
    const path = await downloads.issue(createSource().source, call);
    await clock.advance(100);
    expect(await downloads.find(ticketOf(path))).toBeNull();
  });

  it('give way to newer ones when there are too many', async () => {
    const { downloads } = open(500);
    const { source } = createSource();
    const [first, second] = [await downloads.issue(source, call), await downloads.issue(source, call)];
    expect(await downloads.find(ticketOf(first))).toBeNull();
    expect(await downloads.find(ticketOf(second))).not.toBeNull();
  });
});

describe('a download of which REDCap promises the form', () => {
  /** What is read of an XML of these pieces, and how many pieces REDCap was asked for before the first was passed on. */
  const read = async (pieces: readonly string[], most = Number.POSITIVE_INFINITY) => {
    let taken = 0;
    let isEnded = false;
    const body = (async function* () {
      try {
        for (const piece of pieces) {
          taken += 1;
          yield Buffer.from(piece);
        }
      } finally {
        isEnded = true;
      }
    })();
    const value = { fileName: 'a.xml', contentType: 'text/xml', body };
    const redcap = {
      fingerprint: 'token',
      call: () => Promise.resolve(exportProjectXml.decode({ value }, {})),
    } as unknown as Redcap;
    const { downloads } = open();
    const path = await downloads.issue(
      { key: 'study', host: 'redcap.example', redcap },
      downloadCall(exportProjectXml, {}),
    );
    const reply = await (await downloads.find(ticketOf(path)))?.open();
    const takenBefore = taken;
    const got: string[] = [];
    for await (const chunk of reply?.body ?? []) {
      got.push(Buffer.from(chunk).toString());
      if (got.length >= most) break;
    }
    return { got, takenBefore, isEnded: () => isEnded };
  };
  const large = 'x'.repeat(400_000);

  it('is passed on whole, after its first bytes were looked at', async () => {
    const pieces = ['<ODM>', large, large, large, large, '</ODM>'];
    const { got, takenBefore } = await read(pieces);
    expect(got).toEqual(pieces);
    expect(takenBefore).toBe(4);
    expect((await read(['<ODM/>', '</ODM>'])).got).toEqual(['<ODM/>', '</ODM>']);
  });

  it.each([1, 5])('ends at REDCap when its reader leaves after %i pieces', async (most) => {
    const { got, isEnded } = await read(['<ODM>', large, large, large, large, large, '</ODM>'], most);
    expect([got.length, isEnded()]).toEqual([most, true]);
  });

  it.each([
    ['control character', ['<ODM>', 'a\u000b', '</ODM>']],
    ['ends too early', ['<ODM>', 'a']],
  ])('is an error before its first byte where a fault is among what was looked at: %s', async (message, pieces) => {
    await expect(read(pieces)).rejects.toThrow(message);
  });
});
