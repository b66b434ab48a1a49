import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinic, keep } from '../../support/clinic.ts';
import { runs } from '../../support/runs.ts';
import { startStudy, type Study } from '../../support/study.ts';

/** A list, as the field that has it and what names one of its entries. */
interface List {
  readonly field: string;
  /** Arguments beside those of the page. */
  readonly args: string;
  readonly node: string;
  /** The way from the root to the field. */
  readonly path: readonly string[];
  readonly isTyped?: true;
}

const ofProject = ['project(key: "study")'];
const lists: readonly List[] = [
  { field: 'records', args: '', node: 'name', path: ofProject },
  { field: 'records', args: 'where: { field: "sex", eq: "1" }', node: 'name', path: ofProject },
  {
    field: 'instrumentData',
    args: 'instrument: "adverse_events"',
    node: 'record { name } repeatInstance',
    path: ofProject,
  },
  {
    field: 'instrumentData',
    args: 'instrument: "adverse_events", orderBy: { field: "ae_term", direction: DESC }',
    node: 'record { name } repeatInstance',
    path: ofProject,
  },
  {
    field: 'instrumentData',
    args: 'instrument: "demographics", orderBy: { direction: DESC }',
    node: 'record { name } event { uniqueEventName }',
    path: ofProject,
  },
  { field: 'backups', args: '', node: 'id', path: ofProject },
  { field: 'records', args: 'orderBy: { direction: DESC }', node: 'name', path: [], isTyped: true },
  {
    field: 'records',
    args: 'orderBy: { demographics: weight, event: baseline_arm_1 }',
    node: 'name demographics { weight { raw } }',
    path: [],
    isTyped: true,
  },
  {
    field: 'adverse_events',
    args: '',
    node: 'repeatInstance ae_term { raw }',
    path: ['record(name: "1")'],
    isTyped: true,
  },
  {
    field: 'demographics',
    args: 'event: baseline_arm_1, anyArm: true',
    node: 'record { name } event { uniqueEventName }',
    path: ['instrumentData'],
    isTyped: true,
  },
  {
    field: 'demographics',
    args: 'orderBy: { field: weight }',
    node: 'record { name } weight { raw }',
    path: ['instrumentData'],
    isTyped: true,
  },
];

let study: Study;

beforeAll(async () => {
  study = await startStudy({ project: clinic });
  for (let index = 1; index <= 17; index += 1) {
    const name = String(index);
    const values = { sex: String(index % 2), weight: String(((index * 7) % 5) + 60) };
    keep(study.project, name, index % 3 === 0 ? 'baseline_arm_2' : 'baseline_arm_1', values);
    for (let instance = 1; instance <= (index * 3) % 5; instance += 1) {
      const at = { repeatInstrument: 'adverse_events', instance: instance * 2 };
      if (index !== 1) keep(study.project, name, 'baseline_arm_1', { ae_term: 'Rash' }, at);
    }
  }
  for (let instance = 1; instance <= 9; instance += 1) {
    keep(
      study.project,
      '1',
      'baseline_arm_1',
      { ae_term: String(instance) },
      { repeatInstrument: 'adverse_events', instance },
    );
  }
  for (const name of ['A', 'B', 'C']) {
    const input = `project: "study", arms: [{ armNum: 2, name: "${name}" }]`;
    await study.run(`mutation { importArms(input: { ${input} }) { backupId } }`);
  }
});

afterAll(() => study.close());

interface Page {
  readonly nodes: readonly unknown[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
}

const read = async ({ field, args, node, path, isTyped }: List, page: string, cursor: string | null): Promise<Page> => {
  const list = `${field}(${page}${args === '' ? '' : `, ${args}`}) { nodes { ${node} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  const selection = path.reduceRight((below, above) => `${above} { ${below} }`, list);
  const { data, errors } = await study[isTyped ? 'runTyped' : 'run'](`query ($cursor: String) { ${selection} }`, {
    cursor,
  });
  expect(errors).toEqual([]);

  const found = path.reduce((value, step) => value[step.replace(/\(.*/, '')], data);
  return found[field] as Page;
};

/** All pages of a list from one end to the other, and the calls that they cost. */
const walk = async (list: List, size: number, isBack: boolean) => {
  study.forget();
  const pages: (readonly unknown[])[] = [];
  let cursor: string | null = null;
  for (;;) {
    const way = isBack ? `last: ${String(size)}, before: $cursor` : `first: ${String(size)}, after: $cursor`;
    const { nodes, pageInfo }: Page = await read(list, way, cursor);
    pages.push(nodes);
    const [isFirst, goesOn] = [cursor === null, isBack ? pageInfo.hasPreviousPage : pageInfo.hasNextPage];
    expect(isBack ? pageInfo.hasNextPage : pageInfo.hasPreviousPage).toBe(!isFirst);
    if (!goesOn) return { pages, calls: study.calls.length };
    cursor = isBack ? pageInfo.startCursor : pageInfo.endCursor;
  }
};

describe('any list that goes both ways', () => {
  it.each(lists)(
    'walks back over what it walked forth, page by page and at the same cost: $field($args)',
    async (list) => {
      await read(list, 'first: 1, after: $cursor', null);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 7 }), async (size) => {
          const there = await walk(list, size, false);
          const back = await walk(list, size, true);
          expect(there.pages.flat().length).toBeGreaterThan(2);
          expect(back.pages.toReversed().flat()).toEqual(there.pages.flat());
          expect(back.pages.map(({ length }) => length)).toEqual(there.pages.map(({ length }) => length));
          expect(back.calls).toBe(there.calls);
        }),
        { numRuns: runs(4) },
      );
    },
  );
});
