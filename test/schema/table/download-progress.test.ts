import { afterEach, describe, expect, it } from 'vitest';
import { manyRecordsXml } from '../../support/many-records.ts';
import { projectFromXml, startStudy, type Study, type StudyOptions } from '../../support/study.ts';
import { createStudyClock, subscribeTo } from '../../support/subscription.ts';

const studies: Study[] = [];

const start = async (options: StudyOptions): Promise<Study> => {
  const study = await startStudy(options);
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const FOLLOW = `subscription ($downloadUrl: String!) {
  downloadProgress(downloadUrl: $downloadUrl) { recordCount readCount rowCount isFinished isComplete }
}`;

const addressOf = async (study: Study, args: string): Promise<string> => {
  const { data } = await study.run(`{ project(key: "study") { tableDownload(${args}) { downloadUrl } } }`);
  return data.project.tableDownload.downloadUrl;
};

const open = async (study: Study, address: string) => {
  const download = await study.shared.downloads.find(address.slice('/files/'.length));
  if (download === null) throw new Error('the address is unknown');
  return (await download.open()).body[Symbol.asyncIterator]();
};

/** Reads a file to its end. */
const readAll = async (study: Study, address: string): Promise<void> => {
  const body = await open(study, address);
  for (let part = await body.next(); part.done !== true; part = await body.next());
};

/** A study whose clock moves on by a second with each export of a table's records, and its calls. */
const startSlow = async (count: number) => {
  const clock = createStudyClock();
  const calls: string[] = [];
  const study = await start({
    project: projectFromXml(manyRecordsXml(count)),
    clock,
    intercept: async (call, answer) => {
      calls.push(String(call['content']));
      const answered = await answer();
      if (call['records'] !== undefined || call['records[0]'] !== undefined) await clock.fake.advance(1_000);
      return answered;
    },
  });
  return { study, clock, calls };
};

describe('a subscription to the progress of a table', () => {
  it('has an event for each second, from before the table is fetched until it has ended', async () => {
    const { study, clock, calls } = await startSlow(2_500);
    const downloadUrl = await addressOf(study, 'format: CSV');
    const events = await subscribeTo(study, FOLLOW, { downloadUrl });
    expect(await events.next()).toBeNull();
    const before = calls.length;
    const seen: { readonly readCount: number }[] = [];
    const following = (async () => {
      for (let event = await events.next(); event !== undefined; event = await events.next()) seen.push(event);
    })();
    await readAll(study, downloadUrl);
    const during = calls.length;
    await clock.fake.advance(1_000);
    await following;
    const [first, ...later] = seen;
    expect(first).toEqual({ recordCount: 2_500, readCount: 0, rowCount: 0, isFinished: false, isComplete: null });
    expect(later.at(-1)).toEqual({
      recordCount: 2_500,
      readCount: 2_500,
      rowCount: 2_500,
      isFinished: true,
      isComplete: true,
    });
    const counts = seen.map(({ readCount }) => readCount);
    expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
    expect(counts.length).toBeGreaterThan(2);
    expect([during - before, calls.length - during]).toEqual([6, 0]);
  });

  it('says that a table is finished and not complete where its reader leaves', async () => {
    const { study } = await startSlow(2_500);
    const downloadUrl = await addressOf(study, 'format: NDJSON');
    const body = await open(study, downloadUrl);
    await body.next();
    await body.return?.();
    const events = await subscribeTo(study, FOLLOW, { downloadUrl });
    expect(await events.next()).toMatchObject({ recordCount: 2_500, isFinished: true, isComplete: false });
    expect(await events.next()).toBeUndefined();
  });

  it('counts no records of a report', async () => {
    const study = await start({
      project: (store) => {
        const made = projectFromXml(manyRecordsXml(3))(store);
        made.project.reports = [{ reportId: 3, attributes: { redcap_reports_fields: 'record_id' } }];
        return made;
      },
    });
    const downloadUrl = await addressOf(study, 'reportId: 3');
    await readAll(study, downloadUrl);
    const events = await subscribeTo(study, FOLLOW, { downloadUrl });
    expect(await events.next()).toEqual({
      recordCount: null,
      readCount: 0,
      rowCount: 3,
      isFinished: true,
      isComplete: true,
    });
  });

  it('begins anew where the table is fetched again', async () => {
    const { study } = await startSlow(10);
    const downloadUrl = await addressOf(study, 'format: CSV');
    await readAll(study, downloadUrl);
    const body = await open(study, downloadUrl);
    await body.next();
    const events = await subscribeTo(study, FOLLOW, { downloadUrl });
    expect(await events.next()).toMatchObject({ isFinished: false, isComplete: null });
    await events.end();
    await body.return?.();
  });

  it('is null for what is no address of a table, and asks REDCap nothing', async () => {
    const { study, calls } = await startSlow(1);
    const before = calls.length;
    const events = await subscribeTo(study, FOLLOW, { downloadUrl: 'https://example.org/files/none' });
    expect(await events.next()).toBeNull();
    await events.end();
    expect(calls.length).toBe(before);
  });
});
