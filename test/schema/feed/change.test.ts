import { afterEach, describe, expect, it } from 'vitest';
import { addUser } from '../../../src/sandbox/odm/index.ts';
import type { UserDefinition } from '../../../src/sandbox/state/project.ts';
import { classicClinic, clinic, keep } from '../../support/clinic.ts';
import { startStudy, type Study, type StudyOptions } from '../../support/study.ts';

const studies: Study[] = [];

const start = async (options: Partial<StudyOptions> = {}): Promise<Study> => {
  const study = await startStudy({ project: clinic, ...options });
  studies.push(study);
  // No project's log is empty.
  await study.post({ content: 'arm', format: 'json' });
  return study;
};

afterEach(async () => {
  await Promise.all(studies.splice(0).map((study) => study.close()));
});

const document = `query ($after: String, $first: Int!) { project(key: "study") { changes(after: $after, first: $first) {
  edges { cursor node { recordName } }
  nodes { kind recordName previousName at record { name instances(instrument: "demographics") {
    value(field: "first_name") { raw }
  } } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  namesChecked
  completeness { isComplete missingRecordCount }
} } }`;

interface Change {
  readonly kind: string;
  readonly recordName: string;
  readonly previousName: string | null;
  readonly at: string | null;
  readonly record: { readonly name: string; readonly instances: readonly { value: { raw: string } }[] } | null;
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly recordName: string } }[];
  readonly nodes: readonly Change[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly startCursor: string; readonly endCursor: string };
  readonly namesChecked: boolean;
  readonly completeness: { readonly isComplete: boolean; readonly missingRecordCount: number };
}

const ask = async (study: Study, after: string | null, first = 100, as?: UserDefinition): Promise<Page> => {
  const { data, errors } = await study.run(document, { after, first }, as);
  expect(errors).toEqual([]);
  return data.project.changes as Page;
};

/** A change in a line: what, which, the name before, and the first name that its record holds now. */
const line = ({ kind, recordName, previousName, record }: Change): string =>
  [kind, recordName, previousName === null ? null : `from ${previousName}`, record?.instances[0]?.value.raw]
    .filter((part) => part !== null && part !== undefined)
    .join(' ');

const told = ({ nodes }: Page): string[] => nodes.map(line);

/** The cursor of a caller who has received everything. */
const begin = async (study: Study, as?: UserDefinition): Promise<string> => {
  const page = await ask(study, null, 100, as);
  expect(page.pageInfo.hasNextPage).toBe(false);
  study.forget();
  return page.pageInfo.endCursor;
};

const write = async (study: Study, rows: readonly object[], more: Record<string, string> = {}): Promise<void> => {
  const data = JSON.stringify(rows.map((row) => ({ redcap_event_name: 'baseline_arm_1', ...row })));
  expect(await study.post({ content: 'record', format: 'json', data, ...more })).toMatch(/count/);
};

const remove = async (study: Study, record: string, more: Record<string, string> = {}): Promise<void> => {
  expect(await study.post({ content: 'record', action: 'delete', 'records[0]': record, ...more })).toBe('1');
};

const rename = async (study: Study, record: string, name: string, more: Record<string, string> = {}): Promise<void> => {
  expect(await study.post({ content: 'record', action: 'rename', record, new_record_name: name, ...more })).toBe('1');
};

/** What happens on a server that erases a record's log with the record. */
const eraseLog = ({ project }: Study, record: string): void => {
  project.log = project.log.filter((entry) => entry.record !== record);
};

const addCoordinator = (study: Study): UserDefinition => {
  const user = addUser(study.project, study.store, { username: 'coordinator', rights: 'all' });
  user.dagId = study.project.dags.find(({ uniqueName }) => uniqueName === 'lyon')?.groupId ?? null;
  return user;
};

const callsMade = (study: Study): string[] =>
  study.calls
    .filter(({ content }) => ['record', 'log'].includes(content ?? ''))
    .map((call) => {
      const isOfSome = Object.keys(call).some((name) => name.startsWith('records['));
      return call['content'] === 'log' ? 'log' : isOfSome ? 'records' : call['dateRangeBegin'] ? 'dated' : 'names';
    })
    .sort();

describe('Project.changes from the beginning', () => {
  it('reports all records as created, with what is selected of them, and how far that is', async () => {
    const study = await start();
    expect(await ask(study, null)).toEqual({
      edges: [
        { cursor: expect.any(String) as string, node: { recordName: '1' } },
        { cursor: expect.any(String) as string, node: { recordName: '2' } },
      ],
      nodes: [
        {
          kind: 'CREATED',
          recordName: '1',
          previousName: null,
          at: null,
          record: { name: '1', instances: [{ value: { raw: 'Ada' } }] },
        },
        {
          kind: 'CREATED',
          recordName: '2',
          previousName: null,
          at: null,
          record: { name: '2', instances: [{ value: { raw: 'Bo' } }] },
        },
      ],
      pageInfo: {
        hasNextPage: false,
        hasPreviousPage: false,
        startCursor: expect.any(String) as string,
        endCursor: expect.any(String) as string,
      },
      namesChecked: true,
      completeness: { isComplete: true, missingRecordCount: 0 },
    });
    expect(callsMade(study)).toEqual(['log', 'names', 'records']);
  });

  it('goes on by pages that cost an export each, and ends with a look at what has been done meanwhile', async () => {
    const study = await start();
    for (const name of ['3', '4', '5']) keep(study.project, name, 'baseline_arm_1', { first_name: `N${name}` });
    const first = await ask(study, null, 2);
    expect([told(first), first.pageInfo.hasNextPage]).toEqual([['CREATED 1 Ada', 'CREATED 2 Bo'], true]);

    study.forget();
    await write(study, [{ record_id: '1', first_name: 'Ida' }]);
    await write(study, [{ record_id: '9', first_name: 'Zoe' }]);
    await remove(study, '4');
    const second = await ask(study, first.pageInfo.endCursor, 2);
    expect(told(second)).toEqual(['CREATED 3 N3', 'CREATED 4']);
    // Twice, for 4 did not come, and once more to see that it is not there.
    expect(callsMade(study)).toEqual(['records', 'records', 'records']);

    study.forget();
    const third = await ask(study, second.pageInfo.endCursor, 2);
    expect(told(third)).toEqual(['CREATED 5 N5', 'CREATED 9 Zoe']);
    expect([callsMade(study), third.pageInfo.hasNextPage]).toEqual([['dated', 'log', 'names', 'records'], true]);

    const fourth = await ask(study, third.pageInfo.endCursor, 2);
    expect(told(fourth)).toEqual(['UPDATED 1 Ida', 'DELETED 4']);
    const fifth = await ask(study, fourth.pageInfo.endCursor, 2);
    expect([told(fifth), fifth.pageInfo.hasNextPage]).toEqual([['CREATED 9 Zoe'], false]);
  });

  it('asks for no data when nothing but names is selected', async () => {
    const study = await start();
    const { data } = await study.run(
      `{ project(key: "study") { changes { nodes { kind record { name } } namesChecked } } }`,
    );
    expect(data.project.changes.nodes).toEqual([
      { kind: 'CREATED', record: { name: '1' } },
      { kind: 'CREATED', record: { name: '2' } },
    ]);
    expect(callsMade(study)).toEqual(['log', 'names']);
    study.forget();
    await study.run(`{ project(key: "study") { changes { edges { node { record { arms { armNum } } } } } } }`);
    expect(callsMade(study)).toEqual(['dated', 'log', 'names', 'records']);
  });

  it('begins with a project without records, and reports the first one', async () => {
    const study = await start({ project: classicClinic });
    const cursor = await begin(study);
    await write(study, [{ record_id: 'a b', redcap_event_name: undefined, first_name: 'Cy' }]);
    expect(told(await ask(study, cursor))).toEqual(['CREATED a b Cy']);
  });

  it('does not report again what was done before the beginning', async () => {
    const study = await start();
    await write(study, [{ record_id: '3', first_name: 'Cy' }]);
    const cursor = await begin(study);
    const page = await ask(study, cursor);
    expect([told(page), page.pageInfo.hasNextPage, page.pageInfo.startCursor]).toEqual([[], false, null]);
    expect(callsMade(study)).toEqual(['dated', 'log', 'names']);
  });
});

describe('Project.changes from now', () => {
  const NOW = `query ($after: String) { project(key: "study") { changes(after: $after, from: NOW) {
    nodes { kind recordName } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } namesChecked
    completeness { isComplete }
  } } }`;

  const askNow = async (study: Study, after: string | null = null) => {
    const { data, errors } = await study.run(NOW, { after });
    expect(errors).toEqual([]);
    return data.project.changes;
  };

  it('is an empty page for two calls, whose cursor reports what happens behind it and nothing before', async () => {
    const study = await start();
    for (let index = 3; index <= 250; index += 1) keep(study.project, String(index), 'baseline_arm_1', {});
    const now = await askNow(study);
    expect(now).toEqual({
      nodes: [],
      pageInfo: {
        hasNextPage: false,
        hasPreviousPage: false,
        startCursor: null,
        endCursor: expect.any(String) as string,
      },
      namesChecked: true,
      completeness: { isComplete: true },
    });
    expect(callsMade(study)).toEqual(['log', 'names']);
    await write(study, [{ record_id: '1', weight: '60.0' }]);
    await remove(study, '2');
    const { endCursor } = now.pageInfo;
    expect([...told(await ask(study, endCursor))].sort()).toEqual(['DELETED 2', 'UPDATED 1 Ada']);
    expect((await askNow(study, endCursor)).nodes).toHaveLength(2);
  });

  it('asks nothing where the last look is recent, and looks again where it is not', async () => {
    const study = await start();
    await begin(study);
    await write(study, [{ record_id: '1', weight: '60.0' }]);
    const recent = await askNow(study);
    expect(callsMade(study)).toEqual([]);
    expect(told(await ask(study, recent.pageInfo.endCursor))).toEqual(['UPDATED 1 Ada']);
    await write(study, [{ record_id: '2', weight: '60.0' }]);
    study.clock.skip(3_600_000);
    study.forget();
    const later = await askNow(study);
    expect(callsMade(study)).toEqual(['dated', 'log', 'names']);
    expect(told(await ask(study, later.pageInfo.endCursor))).toEqual([]);
  });
});

describe('a long page of changes', () => {
  it('has up to 500 records, which come by one export, and is refused beyond', async () => {
    const study = await start();
    for (let index = 3; index <= 510; index += 1) {
      keep(study.project, String(index), 'baseline_arm_1', { first_name: `N${String(index)}` });
    }
    const first = await ask(study, null, 500);
    expect(first.nodes).toHaveLength(500);
    expect([first.nodes[0], first.nodes[499]].map((node) => node && line(node))).toEqual([
      'CREATED 1 Ada',
      'CREATED 500 N500',
    ]);
    expect([first.completeness.isComplete, first.pageInfo.hasNextPage]).toEqual([true, true]);
    expect(callsMade(study)).toEqual(['log', 'names', 'records']);
    const rest = await ask(study, first.pageInfo.endCursor, 500);
    expect([rest.nodes.length, rest.pageInfo.hasNextPage]).toEqual([10, false]);
    for (const size of [0, 501]) {
      const { errors } = await study.run(document, { after: null, first: size });
      expect(errors.map(({ message }) => message)).toEqual([
        'first must be between 1 and 500; page on with after: pageInfo.endCursor.',
      ]);
    }
  });
});

describe('Project.changes since a cursor', () => {
  it('reports what was created, updated, deleted and renamed, by four calls', async () => {
    const study = await start();
    keep(study.project, '3', 'baseline_arm_1', { first_name: 'Cy' });
    const cursor = await begin(study);
    await write(study, [{ record_id: 'new one', first_name: 'Di' }]);
    await write(study, [{ record_id: '1', weight: '60.0' }]);
    await remove(study, '2');
    await rename(study, '3', '03');
    const page = await ask(study, cursor);
    expect([...told(page)].sort()).toEqual([
      'CREATED new one Di',
      'DELETED 2',
      'RENAMED 03 from 3 Cy',
      'UPDATED 1 Ada',
    ]);
    expect(page.nodes.map(({ at }) => /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(at ?? ''))).toEqual([true, true, true, true]);
    expect(callsMade(study)).toEqual(['dated', 'log', 'names', 'records']);
    expect(told(await ask(study, page.pageInfo.endCursor))).toEqual([]);
  });

  it('reports what the gateway itself wrote', async () => {
    const study = await start();
    const cursor = await begin(study);
    const { errors } = await study.run(
      `mutation { renameRecord(input: { project: "study", record: "2", newName: "two" }) { errors { code } } }`,
    );
    expect(errors).toEqual([]);
    expect(told(await ask(study, cursor))).toEqual(['RENAMED two from 2 Bo']);
  });

  it('reports the same again for the same cursor, and what came behind an edge for that of the edge', async () => {
    const study = await start();
    const cursor = await begin(study);
    await write(study, [{ record_id: '1', weight: '60.0' }]);
    study.store.now = () => new Date(Date.now() + 60_000);
    await remove(study, '2');
    const page = await ask(study, cursor);
    expect(told(page)).toEqual(['UPDATED 1 Ada', 'DELETED 2']);
    expect(told(await ask(study, cursor))).toEqual(['UPDATED 1 Ada', 'DELETED 2']);
    expect(told(await ask(study, page.edges[0]?.cursor ?? ''))).toEqual(['DELETED 2']);
  });

  it('gives pages of a batch that stay as they are, and leaves nothing out when one is asked for again', async () => {
    const study = await start();
    const cursor = await begin(study);
    await write(study, [
      { record_id: '1', weight: '60.0' },
      { record_id: '2', weight: '61.0' },
      { record_id: '3', first_name: 'Cy' },
    ]);
    const first = await ask(study, cursor, 2);
    expect([told(first), first.pageInfo.hasNextPage]).toEqual([['UPDATED 1 Ada', 'UPDATED 2 Bo'], true]);
    await write(study, [{ record_id: '1', first_name: 'Ida' }]);
    const second = await ask(study, first.pageInfo.endCursor, 2);
    expect([told(second), second.pageInfo.hasNextPage]).toEqual([['CREATED 3 Cy', 'UPDATED 1 Ida'], false]);
    const again = await ask(study, cursor, 2);
    expect([told(again), again.pageInfo.hasNextPage]).toEqual([['UPDATED 2 Bo', 'CREATED 3 Cy'], true]);
    expect(told(await ask(study, again.pageInfo.endCursor, 2))).toEqual(['UPDATED 1 Ida']);
  });

  it('serves several callers of one token, each from its own cursor', async () => {
    const study = await start();
    const old = await begin(study);
    await write(study, [{ record_id: '3', first_name: 'Cy' }]);
    const { endCursor } = (await ask(study, old)).pageInfo;
    await write(study, [{ record_id: '3', first_name: 'Ky' }]);
    expect(told(await ask(study, endCursor))).toEqual(['UPDATED 3 Ky']);
    expect(told(await ask(study, old))).toEqual(['CREATED 3 Ky']);
    const both = await Promise.all([ask(study, old), ask(study, endCursor)]);
    expect(both.map(told)).toEqual([['CREATED 3 Ky'], ['UPDATED 3 Ky']]);
  });

  it('says nothing of a record that was created and deleted since', async () => {
    const study = await start();
    const cursor = await begin(study);
    await write(study, [{ record_id: '3', first_name: 'Cy' }]);
    await remove(study, '3');
    expect(told(await ask(study, cursor))).toEqual([]);
  });

  it('reports a record that was deleted and made anew as it is now', async () => {
    const study = await start();
    const cursor = await begin(study);
    await remove(study, '2');
    await write(study, [{ record_id: '2', first_name: 'Bea' }]);
    const page = await ask(study, cursor);
    expect(told(page)).toEqual(['UPDATED 2 Bea']);
    await remove(study, '2');
    await ask(study, page.pageInfo.endCursor);
    await write(study, [{ record_id: '2', first_name: 'Bob' }]);
    expect(told(await ask(study, page.pageInfo.endCursor))).toEqual(['CREATED 2 Bob']);
  });

  it('reports a deletion that left no trace in the log', async () => {
    const study = await start();
    const cursor = await begin(study);
    await remove(study, '2', { delete_logging: '1' });
    eraseLog(study, '2');
    expect((await ask(study, cursor)).nodes).toEqual([
      { kind: 'DELETED', recordName: '2', previousName: null, at: null, record: null },
    ]);
  });

  it('reports a change that shows in the number of rows alone', async () => {
    const study = await start();
    keep(study.project, '1', 'baseline_arm_2', { first_name: 'Eve' });
    const cursor = await begin(study);
    await rename(study, '1', '5', { arm: '2' });
    eraseLog(study, '5');
    expect([...told(await ask(study, cursor))].sort()).toEqual(['CREATED 5 Eve', 'UPDATED 1 Ada']);
  });

  it('reports a change that shows in the date range and not in the log', async () => {
    const study = await start({
      intercept: async (call, answer) => (call['content'] === 'log' ? Response.json([]) : answer()),
    });
    const cursor = await begin(study);
    await write(study, [{ record_id: '2', weight: '61.0' }]);
    expect((await ask(study, cursor)).nodes).toMatchObject([{ kind: 'UPDATED', recordName: '2', at: null }]);
  });

  it('reports a randomization, which has no type of its own in the log', async () => {
    const study = await start();
    const cursor = await begin(study);
    study.project.log.push({
      timestamp: study.project.log.at(-1)?.timestamp ?? '',
      username: 'owner',
      action: 'Randomize record (API)',
      details: "drug = '1'",
      record: '2',
    });
    expect(told(await ask(study, cursor))).toEqual(['UPDATED 2 Bo']);
  });

  it('distinguishes equal entries of one minute', async () => {
    const study = await start();
    const now = study.store.now();
    study.store.now = () => now;
    await write(study, [{ record_id: '2', weight: '61.0' }]);
    const cursor = await begin(study);
    await write(study, [{ record_id: '2', weight: '62.0' }]);
    await write(study, [{ record_id: '2', weight: '61.0' }]);
    study.project.log = study.project.log.filter(({ details }) => !details.includes('62'));
    expect(told(await ask(study, cursor))).toEqual(['UPDATED 2 Bo']);
  });

  it('finds the record in what was done where the log has no column for it', async () => {
    const withoutRecord = (rows: readonly object[]): object[] => rows.map((row) => ({ ...row, record: '' }));
    const study = await start({
      intercept: async (call, answer) => {
        const response = await answer();
        if (call['content'] === 'log') return Response.json(withoutRecord((await response.json()) as object[]));
        return call['dateRangeBegin'] === undefined ? response : Response.json([]);
      },
    });
    keep(study.project, 'x y', 'baseline_arm_1', { first_name: 'Xy' });
    keep(study.project, '(API) 2', 'baseline_arm_1', { first_name: 'Odd' });
    const cursor = await begin(study);
    await write(study, [{ record_id: 'x y', weight: '61.0' }]);
    await write(study, [{ record_id: '2', weight: '61.0' }]);
    const page = await ask(study, cursor);
    expect([...told(page)].sort()).toEqual(['UPDATED (API) 2 Odd', 'UPDATED x y Xy']);
  });
});

describe('a rename', () => {
  it('is reported for a chain from the first name to the last', async () => {
    const study = await start();
    const cursor = await begin(study);
    await rename(study, '2', 'two');
    await rename(study, 'two', '02');
    expect(told(await ask(study, cursor))).toEqual(['RENAMED 02 from 2 Bo']);
  });

  it('is reported step by step to one who was there, and as a deletion and a creation to one who was not', async () => {
    const study = await start();
    const old = await begin(study);
    await rename(study, '2', 'two');
    const page = await ask(study, old);
    await rename(study, 'two', '02');
    expect(told(await ask(study, page.pageInfo.endCursor))).toEqual(['RENAMED 02 from two Bo']);
    expect(told(await ask(study, old))).toEqual(['DELETED 2', 'RENAMED 02 from two Bo']);
  });

  it('of a record that was changed later is a deletion and a creation to one who does not know of it', async () => {
    const study = await start();
    const old = await begin(study);
    await rename(study, '2', 'two');
    const page = await ask(study, old);
    await write(study, [{ record_id: 'two', first_name: 'Bea' }]);
    expect(told(await ask(study, page.pageInfo.endCursor))).toEqual(['UPDATED two Bea']);
    expect(told(await ask(study, old))).toEqual(['DELETED 2', 'CREATED two Bea']);
  });

  it('does not take away a record that was given the old name later', async () => {
    const study = await start();
    const old = await begin(study);
    await rename(study, '2', 'two');
    const page = await ask(study, old);
    await write(study, [{ record_id: '2', first_name: 'Bea' }]);
    expect(told(await ask(study, page.pageInfo.endCursor))).toEqual(['CREATED 2 Bea']);
    expect(told(await ask(study, old))).toEqual(['CREATED two Bo', 'CREATED 2 Bea']);
  });

  it('of a record that was just created is found too', async () => {
    const study = await start();
    await write(study, [{ record_id: '3', first_name: 'Cy' }]);
    const cursor = await begin(study);
    await rename(study, '3', '03');
    expect(told(await ask(study, cursor))).toEqual(['RENAMED 03 from 3 Cy']);
  });

  it('is found beside deletions and creations that the log reports', async () => {
    const study = await start();
    keep(study.project, '3', 'baseline_arm_1', { first_name: 'Cy' });
    const cursor = await begin(study);
    await remove(study, '1');
    await rename(study, '2', 'two');
    await write(study, [{ record_id: '4', first_name: 'Di' }]);
    expect([...told(await ask(study, cursor))].sort()).toEqual(['CREATED 4 Di', 'DELETED 1', 'RENAMED two from 2 Bo']);
  });

  it.each([
    [
      'two records were renamed',
      async (study: Study) => {
        await rename(study, '1', 'one');
        await rename(study, '2', 'two');
      },
      ['CREATED one Ada', 'CREATED two Bo', 'DELETED 1', 'DELETED 2'],
    ],
    [
      'one went without a trace and another was created',
      async (study: Study) => {
        await remove(study, '2');
        eraseLog(study, '2');
        await write(study, [{ record_id: '3', first_name: 'Cy' }]);
      },
      ['CREATED 3 Cy', 'DELETED 2'],
    ],
    [
      'the one that was renamed was created since',
      async (study: Study) => {
        await remove(study, '2');
        eraseLog(study, '2');
        await write(study, [{ record_id: '3', first_name: 'Cy' }]);
        await rename(study, '3', '03');
      },
      ['CREATED 03 Cy', 'DELETED 2'],
    ],
  ])('is not guessed where %s', async (_title, edit, expected) => {
    const study = await start();
    const cursor = await begin(study);
    await edit(study);
    expect([...told(await ask(study, cursor))].sort()).toEqual(expected);
  });

  it('does not hide a record that was made anew, in the same minute and with the same words', async () => {
    const study = await start();
    const now = study.store.now();
    study.store.now = () => now;
    await write(study, [{ record_id: '3', first_name: 'Cy' }]);
    await write(study, [{ record_id: '3', first_name: 'Di' }]);
    const cursor = await begin(study);
    await rename(study, '3', '03');
    await write(study, [{ record_id: '3', first_name: 'Cy' }]);
    expect([...told(await ask(study, cursor))].sort()).toEqual(['CREATED 03 Di', 'UPDATED 3 Cy']);
  });

  it('of two names that change places is an update of both', async () => {
    const study = await start();
    const cursor = await begin(study);
    await rename(study, '1', 'x');
    await rename(study, '2', '1');
    await rename(study, 'x', '2');
    expect([...told(await ask(study, cursor))].sort()).toEqual(['UPDATED 1 Bo', 'UPDATED 2 Ada']);
  });
});

describe('a gateway that was started anew', () => {
  it('reports all that the log reports from before the cursor on, and that names may have gone without a word', async () => {
    const study = await start();
    keep(study.project, '3', 'baseline_arm_1', { first_name: 'Cy' });
    keep(study.project, '4', 'baseline_arm_1', { first_name: 'Di' });
    const cursor = await begin(study);
    await write(study, [{ record_id: '1', weight: '60.0' }]);
    await write(study, [{ record_id: '5', first_name: 'Eli' }]);
    await remove(study, '2');
    await remove(study, '3');
    eraseLog(study, '3');
    study.restart();
    const page = await ask(study, cursor);
    expect([...told(page)].sort()).toEqual(['DELETED 2', 'UPDATED 1 Ada', 'UPDATED 5 Eli']);
    expect(page.namesChecked).toBe(false);
    expect(await ask(study, page.pageInfo.endCursor)).toMatchObject({ nodes: [], namesChecked: true });
    expect((await ask(study, cursor)).namesChecked).toBe(false);
  });

  it('reports the rest of the records, and of those already reported what the log reports', async () => {
    const study = await start();
    const first = await ask(study, null, 1);
    expect(told(first)).toEqual(['CREATED 1 Ada']);
    await write(study, [{ record_id: '1', first_name: 'Ida' }]);
    study.restart();
    const second = await ask(study, first.pageInfo.endCursor, 1);
    expect([told(second), second.namesChecked, second.pageInfo.hasNextPage]).toEqual([['CREATED 2 Bo'], false, true]);
    const third = await ask(study, second.pageInfo.endCursor, 1);
    expect([told(third), third.namesChecked, third.pageInfo.hasNextPage]).toEqual([['UPDATED 1 Ida'], true, false]);
  });

  it('reports the rest of a batch from where it was not known, however late its page was asked for', async () => {
    const study = await start();
    const base = Date.now();
    const cursor = await begin(study);
    for (const name of ['1', '2', '3']) await write(study, [{ record_id: name, weight: '60.0' }]);
    const first = await ask(study, cursor, 1);
    // Somebody else asks long after, so that the log is known much further.
    study.store.now = () => new Date(base + 5 * 3_600_000);
    await write(study, [{ record_id: '9', first_name: 'Zoe' }]);
    await ask(study, cursor);
    const second = await ask(study, first.pageInfo.endCursor, 1);
    expect(told(second)).toEqual(['UPDATED 2 Bo']);
    study.restart();
    expect(told(await ask(study, second.pageInfo.endCursor))).toContain('UPDATED 3');
  });

  it('repeats nothing for those who received everything from the new one', async () => {
    const study = await start();
    const old = await begin(study);
    await write(study, [{ record_id: '2', weight: '60.0' }]);
    study.restart();
    const fresh = await begin(study);
    expect(told(await ask(study, old))).toEqual(['UPDATED 2 Bo']);
    const page = await ask(study, fresh);
    expect([told(page), page.namesChecked]).toEqual([['UPDATED 2 Bo'], true]);
    expect(told(await ask(study, page.pageInfo.endCursor))).toEqual([]);
  });
});

describe('a token in a data access group', () => {
  it('receives the changes of its group: what comes in is created for it, and what leaves is deleted', async () => {
    const study = await start();
    const coordinator = addCoordinator(study);
    await write(study, [{ record_id: '1', redcap_data_access_group: 'lyon' }]);
    const [inside, outside] = [await begin(study, coordinator), await begin(study)];
    await write(study, [{ record_id: '2', redcap_data_access_group: 'lyon' }]);
    await write(study, [{ record_id: '1', redcap_data_access_group: 'kampala' }]);
    expect([...told(await ask(study, inside, 100, coordinator))].sort()).toEqual(['CREATED 2 Bo', 'DELETED 1']);
    expect([...told(await ask(study, outside))].sort()).toEqual(['UPDATED 1 Ada', 'UPDATED 2 Bo']);
  });

  it('receives a deletion whose entry of the log it does not see', async () => {
    const study = await start();
    const coordinator = addCoordinator(study);
    await write(study, [{ record_id: '1', redcap_data_access_group: 'lyon' }]);
    const cursor = await begin(study, coordinator);
    await remove(study, '1');
    expect(told(await ask(study, cursor, 100, coordinator))).toEqual(['DELETED 1']);
  });
});

describe("the server's clock", () => {
  it.each([
    ['years behind', '2019-03-01T10:00:00'],
    ['years ahead', '2041-03-01T10:00:00'],
  ])('may be %s of the gateway', async (_title, time) => {
    const study = await start();
    study.project.log.length = 0;
    let now = Date.parse(time);
    study.store.now = () => new Date(now);
    await write(study, [{ record_id: '1', weight: '60.0' }]);
    let cursor = await begin(study);
    for (const hours of [1, 30, 300]) {
      now += hours * 3_600_000;
      await write(study, [{ record_id: '2', weight: `6${String(hours % 7)}.0` }]);
      const page = await ask(study, cursor);
      expect(told(page)).toEqual(['UPDATED 2 Bo']);
      cursor = page.pageInfo.endCursor;
    }
    study.restart();
    expect(told(await ask(study, cursor))).toContain('UPDATED 2 Bo');
  });

  it('may go back by an hour, and entries may come late', async () => {
    const hidden = { isLate: false };
    const study = await start({
      intercept: async (call, answer) => {
        const response = await answer();
        if (call['content'] !== 'log' || !hidden.isLate) return response;
        const rows = (await response.json()) as { action: string }[];
        return Response.json(rows.filter(({ action }) => !action.startsWith('Update')));
      },
    });
    const base = Date.now();
    const cursor = await begin(study);
    hidden.isLate = true;
    study.store.now = () => new Date(base - 3_600_000);
    await write(study, [{ record_id: '2', weight: '60.0' }]);
    study.store.now = () => new Date(base + 60_000);
    await study.post({ content: 'arm', format: 'json' });
    const early = await ask(study, cursor);
    hidden.isLate = false;
    const late = await ask(study, early.pageInfo.endCursor);
    expect(told(late)).toEqual(['UPDATED 2 Bo']);
  });

  it('does not lose what follows an entry of a clock that went wrong', async () => {
    const study = await start();
    const now = study.store.now;
    study.store.now = () => new Date('2038-01-01T00:00:00');
    await write(study, [{ record_id: '1', weight: '60.0' }]);
    study.store.now = now;
    let cursor = await begin(study);
    for (const weight of ['61.0', '62.0']) {
      await write(study, [{ record_id: '2', weight }]);
      const page = await ask(study, cursor);
      expect(told(page)).toEqual(['UPDATED 2 Bo']);
      cursor = page.pageInfo.endCursor;
    }
  });
});

describe('a log that is too much for REDCap', () => {
  it('is read in windows of time', async () => {
    const study = await start({
      intercept: async (call, answer) =>
        call['content'] === 'log' && call['endTime'] === undefined && (call['beginTime'] ?? '') < '2026-06'
          ? new Response('{"error":"REDCap ran out of server memory. The request cannot be processed."}')
          : answer(),
    });
    study.project.log.length = 0;
    study.store.now = () => new Date('2026-05-01T10:00:00');
    await write(study, [{ record_id: '1', weight: '60.0' }]);
    const cursor = await begin(study);
    await write(study, [{ record_id: '2', weight: '60.0' }]);
    expect(told(await ask(study, cursor))).toContain('UPDATED 2 Bo');
  });
});

describe('what Project.changes refuses and keeps to itself', () => {
  it("says which right the token's user lacks, and leaves the rest of the answer", async () => {
    const study = await start({ variants: { 'refusal-words': 'sentences' } });
    study.owner.flags['logging'] = 0;
    const { data, errors } = await study.run(`{ project(key: "study") { projectTitle changes { nodes { kind } } } }`);
    expect(data).toEqual({ project: { projectTitle: 'Clinic', changes: null } });
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      {
        code: 'FORBIDDEN',
        redcapMethod: 'exportLogging',
        redcapMessage: "You must have 'API Export' privileges and 'Logging' privileges",
      },
    ]);
  });

  it.each([
    ['a page of none', { after: null, first: 0 }, 'first'],
    ['a page of more than 500', { after: null, first: 501 }, 'first'],
    ['what is no cursor', { after: 'abc', first: 10 }, 'after'],
  ])('refuses %s before it asks for anything', async (_title, variables, argument) => {
    const study = await start();
    study.forget();
    const { data, errors } = await study.run(document, variables);
    expect(data.project.changes).toBeNull();
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(study.calls).toEqual([]);
  });

  it("refuses another caller's cursor and that of another list", async () => {
    const study = await start();
    const cursor = await begin(study);
    const { errors } = await study.run(document, { after: cursor, first: 10 }, addCoordinator(study));
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    const { data } = await study.run(`{ project(key: "study") { records { pageInfo { endCursor } } } }`);
    const other = await study.run(document, { after: data.project.records.pageInfo.endCursor, first: 10 });
    expect(other.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
  });

  it('has cursors that are small and show no name', async () => {
    const study = await start();
    keep(study.project, 'PATIENT-NAME', 'baseline_arm_1', { first_name: 'Cy' });
    const { edges, pageInfo } = await ask(study, null);
    for (const cursor of [...edges.map((edge) => edge.cursor), pageInfo.endCursor]) {
      expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('PATIENT');
      expect(cursor.length).toBeLessThan(150);
    }
  });

  it('forgets the names when REDCap does not accept the token any more', async () => {
    const study = await start();
    const cursor = await begin(study);
    const { token } = study.owner;
    study.owner.token = null;
    const { errors } = await study.run(document, { after: cursor, first: 10 }, { ...study.owner, token });
    expect(errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    study.owner.token = token;
    expect((await ask(study, cursor)).namesChecked).toBe(false);
  });

  it('says of which record not everything came, and where a field is withheld', async () => {
    let isShort = false;
    const study = await start({
      intercept: async (call, answer) => {
        const response = await answer();
        if (!isShort || call['records[0]'] === undefined) return response;
        const rows = (await response.json()) as { record_id: string }[];
        return Response.json(rows.filter((row) => row.record_id !== '2'));
      },
    });
    const cursor = await begin(study);
    await write(study, [{ record_id: '1', weight: '60.0' }]);
    await write(study, [{ record_id: '2', weight: '60.0' }]);
    isShort = true;
    const { data, errors } = await study.run(document, { after: cursor, first: 100 });
    const page = data.project.changes as Page;
    expect(errors).toMatchObject([{ path: ['project', 'changes'], extensions: { code: 'REDCAP_INCOMPLETE' } }]);
    expect(page.completeness).toEqual({ isComplete: false, missingRecordCount: 1 });
    expect(page.nodes.map(({ record }) => record?.name)).toEqual(['1', undefined]);
  });

  it('keeps what it knows when a look fails', async () => {
    let fails = false;
    const study = await start({
      intercept: async (call, answer) =>
        fails && call['dateRangeBegin'] !== undefined ? new Response('{"error":"no"}', { status: 400 }) : answer(),
    });
    const cursor = await begin(study);
    await write(study, [{ record_id: '2', weight: '60.0' }]);
    fails = true;
    const { errors } = await study.run(document, { after: cursor, first: 10 });
    expect(errors[0]?.extensions['code']).toBe('REDCAP_REJECTED');
    fails = false;
    const page = await ask(study, cursor);
    expect([told(page), page.namesChecked]).toEqual([['UPDATED 2 Bo'], true]);
  });
});

describe('changes of a study that is longer than what is taken at once', () => {
  it('are those of all records, and of all that REDCap dates since the last look', async () => {
    const study = await start({
      transport: { maxRows: 50 },
      project: (store) => {
        const made = clinic(store);
        for (let record = 3; record <= 60; record += 1) {
          keep(made.project, String(record), 'baseline_arm_1', { first_name: 'Ada' });
          keep(made.project, String(record), 'unscheduled_arm_1', { pulse: '60' }, { instance: 1 });
        }
        return made;
      },
    });
    let page = await ask(study, null, 10);
    const names = page.nodes.map(({ recordName }) => recordName);
    while (page.pageInfo.hasNextPage) {
      page = await ask(study, page.pageInfo.endCursor, 10);
      names.push(...page.nodes.map(({ recordName }) => recordName));
    }
    expect(names).toEqual(Array.from({ length: 60 }, (_, index) => String(index + 1)));
    study.forget();
    await write(
      study,
      names.slice(2, 32).map((record_id) => ({ record_id, first_name: 'Eve' })),
    );
    const next = await ask(study, page.pageInfo.endCursor, 10);
    expect([told(next)[0], next.nodes.length, next.pageInfo.hasNextPage]).toEqual(['UPDATED 3 Eve', 10, true]);
    expect(callsMade(study).filter((call) => call === 'dated')).toHaveLength(1);
  });
});
