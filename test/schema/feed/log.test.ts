import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../src/sandbox/state/project.ts';
import { clinic } from '../../support/clinic.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';
import { runs } from '../../support/runs.ts';

const studies: Study[] = [];

const start = async (log: readonly LogEntry[], options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  study.project.log.push(...log);
  studies.push(study);
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const entry = (timestamp: string, details: string, more: Partial<LogEntry> = {}): LogEntry => ({
  timestamp,
  username: 'ada',
  action: 'Update record 1',
  details,
  record: '1',
  ...more,
});

const document = `query ($begin: LocalDateTime!, $end: LocalDateTime, $type: LogType, $user: String, $record: RecordName,
  $group: String, $first: Int!, $after: String) {
  project(key: "study") {
    logging(beginTime: $begin, endTime: $end, logtype: $type, user: $user, record: $record, dataAccessGroup: $group,
      first: $first, after: $after) {
      edges { cursor }
      nodes { timestamp username action details record }
      pageInfo { hasNextPage hasPreviousPage endCursor }
      searchedFrom
    }
  }
}`;

interface Page {
  readonly nodes: readonly { readonly details: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
  readonly searchedFrom: string;
}

const ask = async (study: Study, variables: object): Promise<Page> => {
  const { data, errors } = await study.run(document, { first: 500, ...variables });
  expect(errors).toEqual([]);
  return data.project.logging as Page;
};

/** All pages, one after the other. */
const askAll = async (study: Study, variables: object, betweenPages = (): void => undefined): Promise<string[]> => {
  const details: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Page = await ask(study, { ...variables, after });
    details.push(...page.nodes.map((node) => node.details));
    if (!page.pageInfo.hasNextPage) return details;
    after = page.pageInfo.endCursor;
    betweenPages();
  }
};

const april = { begin: '2026-04-01T00:00', end: '2026-04-30T23:59' };

describe('Project.logging', () => {
  it('gives the entries of a range newest first, as REDCap reports them', async () => {
    const study = await start([
      entry('2026-04-02 10:00:00', "weight = '61.5'"),
      entry('2026-04-29 11:30:59', 'Export Logging (API)', { action: 'Manage/Design ', username: 'bo', record: '' }),
    ]);
    expect(await ask(study, april)).toEqual({
      edges: [{ cursor: expect.any(String) as string }, { cursor: expect.any(String) as string }],
      nodes: [
        {
          timestamp: '2026-04-29T11:30',
          username: 'bo',
          action: 'Manage/Design',
          details: 'Export Logging (API)',
          record: null,
        },
        {
          timestamp: '2026-04-02T10:00',
          username: 'ada',
          action: 'Update record 1',
          details: "weight = '61.5'",
          record: '1',
        },
      ],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: expect.any(String) as string },
      searchedFrom: '2026-04-01T00:00',
    });
  });

  it('goes on for another caller by the cursor of a link', async () => {
    const log = ['10:00', '10:00', '10:01', '10:02'].map((time, index) => entry(`2026-04-01 ${time}:00`, `${index}`));
    const study = await start(log);
    const { pageInfo } = await ask(study, { ...april, first: 2 });
    const other = { ...study.owner, username: 'other' };
    const { data, errors } = await study.run(document, { ...april, first: 1, after: pageInfo.endCursor }, other);
    expect(errors).toEqual([]);
    expect((data.project.logging as Page).nodes.map(({ details }) => details)).toEqual(['1']);
  });

  it('takes both bounds as inside, to the minute', async () => {
    const study = await start([
      entry('2026-04-01 09:59:59', 'before'),
      entry('2026-04-01 10:00:00', 'first second'),
      entry('2026-04-01 10:05:59', 'last second'),
      entry('2026-04-01 10:06:00', 'behind'),
    ]);
    const { nodes } = await ask(study, { begin: '2026-04-01T10:00', end: '2026-04-01T10:05:00' });
    expect(nodes.map(({ details }) => details)).toEqual(['last second', 'first second']);
  });

  it.each([
    ['inside', (text: string) => text],
    // Of two minutes that REDCap takes as outside, the window asks for the ones next to its own.
    ['outside', (text: string, by: number) => shift(text, by)],
  ])('is whole when REDCap takes its bounds as %s', async (_title, bound) => {
    const log = Array.from({ length: 300 }, (_, index) =>
      entry(
        `2026-04-${String(1 + Math.floor(index / 12)).padStart(2, '0')} 12:${String(index % 12).padStart(2, '0')}:30`,
        `${index}`,
      ),
    );
    const study = await start(log, {
      intercept: async (call, answer) => {
        if (call['content'] !== 'log') return answer();
        const [begin, end] = [bound(call['beginTime'] ?? '', 1), bound(call['endTime'] ?? '', -1)];
        const rows = log.filter(({ timestamp }) => {
          const minute = timestamp.slice(0, 16);
          return minute >= begin && minute <= end;
        });
        return Response.json(rows.map((row) => ({ ...row, timestamp: row.timestamp.slice(0, 16) })).reverse());
      },
    });
    const details = await askAll(study, { ...april, first: 7 });
    expect(details).toEqual(log.map((row) => row.details).reverse());
  });

  it('reads a quiet year in a few windows and a page of a busy day in one', async () => {
    const busy = Array.from({ length: 1000 }, (_, index) =>
      entry(
        `2026-04-30 ${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00`,
        `${index}`,
      ),
    );
    const study = await start(busy);
    const { nodes } = await ask(study, { ...april, first: 100 });
    expect([nodes.length, nodes[0]?.details, study.callsOf('log').length]).toEqual([100, '999', 1]);
    expect(study.callsOf('log')[0]).toMatchObject({ beginTime: '2026-04-29 23:59', endTime: '2026-05-01 00:00' });
    study.forget();
    const quiet = await ask(study, { begin: '2024-01-01T00:00', end: '2025-12-31T23:59' });
    expect([quiet.nodes, quiet.pageInfo.hasNextPage, study.callsOf('log').length]).toEqual([[], false, 5]);
  });

  it('finds every entry once, whatever comes to the log between the pages', async () => {
    const minute = fc.integer({ min: 0, max: 30 * 24 * 60 - 1 });
    const at = (offset: number): string =>
      new Date(Date.UTC(2026, 3, 1) + offset * 60_000).toISOString().slice(0, 19).replace('T', ' ');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(minute, fc.constant(77)), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        async (minutes, first) => {
          const log = [...minutes].sort((a, b) => a - b).map((offset, index) => entry(at(offset), String(index)));
          const study = await start(log);
          const late = at(30 * 24 * 60 - 1);
          const details = await askAll(study, { ...april, first }, () => {
            study.project.log.push(entry(late, 'late'));
          });
          expect(details.filter((text) => text !== 'late')).toEqual(log.map((row) => row.details).reverse());
        },
      ),
      { numRuns: runs(15) },
    );
  });

  it('asks for less at once where REDCap runs out of memory', async () => {
    const log = Array.from({ length: 48 }, (_, index) =>
      entry(
        `2026-04-30 ${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}:00`,
        `${index}`,
      ),
    );
    const study = await start(log, {
      intercept: async (call, answer) => {
        const response = await answer();
        if (call['content'] !== 'log') return response;
        const rows = (await response.clone().json()) as unknown[];
        const error = 'REDCap ran out of server memory. The request cannot be processed.';
        return rows.length > 10 ? Response.json({ error }) : response;
      },
    });
    expect(await askAll(study, { ...april, first: 50 })).toEqual(log.map((row) => row.details).reverse());
  });

  it('refuses a minute that has more entries than can be kept at once, and names what makes them fewer', async () => {
    const log = Array.from({ length: 30 }, (_, index) =>
      entry('2026-04-30 12:00:00', String(index), { username: index < 25 ? 'import' : 'ada' }),
    );
    const study = await start(log, { transport: { maxRows: 20 } });
    const noon = { begin: '2026-04-30T11:58', end: '2026-04-30T12:02', first: 50 };
    const { errors } = await study.run(document, noon);
    expect(errors.map(({ message, extensions }) => [extensions['code'], message])).toEqual([
      [
        'REDCAP_RESPONSE_TOO_LARGE',
        'A minute of the log has more entries than can be read at once. Ask for those of one user, one record or one type.',
      ],
    ]);
    const { nodes } = await ask(study, { ...noon, user: 'ada' });
    expect(nodes.map(({ details }) => details)).toEqual(['29', '28', '27', '26', '25']);
  });

  it('finds entries of now without knowing the clock of the server', async () => {
    const study = await start([]);
    const now = new Date(Date.now() - 11 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    study.project.log.push(entry(now, 'a server in Samoa'));
    const ahead = new Date(Date.now() + 13 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    study.project.log.push(entry(ahead, 'a server in Tonga'));
    const begin = new Date(Date.now() - 3 * 24 * 3_600_000).toISOString().slice(0, 16);
    const { nodes } = await ask(study, { begin, user: 'ada' });
    expect(nodes.map(({ details }) => details)).toEqual(['a server in Tonga', 'a server in Samoa']);
  });

  it('finds entries that the clock of the gateway takes for the future', async () => {
    const later = new Date(Date.now() + 20 * 24 * 3_600_000).toISOString().slice(0, 19);
    const study = await start([entry(later.replace('T', ' '), 'later')]);
    const { nodes, searchedFrom } = await ask(study, { begin: later, user: 'ada' });
    expect([nodes.map(({ details }) => details), searchedFrom]).toEqual([['later'], later.slice(0, 16)]);
  });

  it('narrows by type, user, record and group', async () => {
    const study = await start([
      entry('2026-04-02 10:00:00', 'a', { action: 'Create record 2', record: '2' }),
      entry('2026-04-02 10:01:00', 'b'),
      entry('2026-04-02 10:02:00', 'c', { username: 'bo' }),
    ]);
    const record = study.project.records.get('2');
    if (record !== undefined) record.dagId = study.project.dags[0]?.groupId ?? null;
    const details = async (variables: object): Promise<string[]> =>
      (await ask(study, { ...april, ...variables })).nodes.map((node) => node.details);
    expect(await details({ type: 'RECORD_ADD' })).toEqual(['a']);
    expect(await details({ type: 'RECORD_EDIT' })).toEqual(['c', 'b']);
    expect(await details({ user: 'bo' })).toEqual(['c']);
    expect(await details({ record: '2' })).toEqual(['a']);
    expect(await details({ group: 'lyon' })).toEqual(['a']);
  });

  it.each([
    ['a range that ends before it begins', { ...april, end: '2026-03-01T00:00' }, 'endTime'],
    ['a page of none', { ...april, first: 0 }, 'first'],
    ['a page of more than 500', { ...april, first: 501 }, 'first'],
    ['a group that is not there', { ...april, group: 'paris' }, 'dataAccessGroup'],
    ['a cursor of something else', { ...april, after: 'abc' }, 'after'],
  ])('refuses %s before it asks for the log', async (_title, variables, argument) => {
    const study = await start([]);
    const { data, errors } = await study.run(document, { first: 10, ...variables });
    expect(data.project.logging).toBeNull();
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(study.callsOf('log')).toEqual([]);
  });

  it('keeps the details from a key without the scope for them, and gives it the rest', async () => {
    const study = await start([entry('2026-04-02 10:00:00', "weight = '61.5'")], { mayReadLogDetails: false });
    const refused = await study.run(document, { ...april, first: 10 });
    expect(refused.data).toEqual({ project: { logging: null } });
    expect(refused.errors[0]?.message).toContain('"logging"');
    expect(refused.errors[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(study.callsOf('log')).toEqual([]);
    const { data, errors } = await study.run(
      `{ project(key: "study") { logging(beginTime: "2026-04-01T00:00", endTime: "2026-04-30T00:00") { nodes { record username } } } }`,
    );
    expect([data.project.logging.nodes, errors]).toEqual([[{ record: '1', username: 'ada' }], []]);
  });

  it("says which right the token's user lacks, and leaves the rest of the answer", async () => {
    const study = await start([]);
    study.owner.flags['logging'] = 0;
    const { data, errors } = await study.run(
      `{ project(key: "study") { projectTitle logging(beginTime: "2026-04-01T00:00") { searchedFrom } } }`,
    );
    expect(data).toEqual({ project: { projectTitle: 'Clinic', logging: null } });
    expect(errors.map(({ extensions }) => [extensions['code'], extensions['redcapMethod']])).toEqual([
      ['FORBIDDEN', 'exportLogging'],
    ]);
  });
});

/** A minute moved by some minutes, as REDCap writes it. */
function shift(text: string, by: number): string {
  const moved = Date.parse(`${text.replace(' ', 'T')}:00Z`) + by * 60_000;
  return new Date(moved).toISOString().slice(0, 16).replace('T', ' ');
}
