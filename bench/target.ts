import type { ResultRow } from './result.ts';
import type { Results } from './results.ts';

/** Something that the gateway is to reach, and where the figure stands. */
export interface Target {
  readonly what: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Undefined where it was not measured. */
  readonly reached: (results: Results) => number | undefined;
}

type IsText = (text: string) => boolean;

/** The rows of all tables of a scenario whose titles are so. */
const rowsOf = ({ scenarios }: Results, scenario: string, isTitle: IsText = () => true): readonly ResultRow[] =>
  (scenarios[scenario] ?? []).filter(({ title }) => isTitle(title)).flatMap(({ rows }) => rows);

/** The figures of a name in some of these rows. */
const figuresIn = (rows: readonly ResultRow[], name: string, isRow: IsText = () => true): number[] =>
  rows.filter((row) => isRow(row.name)).flatMap((row) => row.figures[name] ?? []);

/** The same of all tables of a scenario whose titles begin so. */
const figures = (results: Results, scenario: string, title: string, name: string, isRow?: IsText): number[] =>
  figuresIn(
    rowsOf(results, scenario, (one) => one.startsWith(title)),
    name,
    isRow,
  );

const largest = (all: readonly number[]): number | undefined => (all.length === 0 ? undefined : Math.max(...all));
const smallest = (all: readonly number[]): number | undefined => (all.length === 0 ? undefined : Math.min(...all));

const ours = (row: string): boolean => row === 'typed' || row === 'static';
const isPeer = (row: string): boolean => /yoga|mercurius|Hive/.test(row);
const isNamed =
  (...names: readonly string[]) =>
  (row: string): boolean =>
    names.includes(row);

const over = (first: number | undefined, second: number | undefined): number | undefined =>
  first === undefined || second === undefined ? undefined : first / second;

/** The pages of lists whose cost has a target. */
const pages: readonly (readonly [rows: number, page: number, atMost: number])[] = [
  [20_000, 1_000, 0.7],
  [100_000, 1_000, 0.7],
  [20_000, 100, 1],
  [100_000, 100, 1],
];

const listTargets = pages.flatMap(([rows, page, atMost]): Target[] => {
  const title = `${String(rows)} rows × 20, pages of ${String(page)}`;
  const list = `${rows.toLocaleString('en')} rows × 20 fields, pages of ${page.toLocaleString('en')}`;
  const cpu = (results: Results, isRow: IsText): number[] =>
    // A title that ends here: pages of 100 are not pages of 1000.
    figuresIn(
      rowsOf(results, 'record-list', (one) => one === title),
      'CPU ms',
      isRow,
    );
  return [
    ...['typed', 'static'].map((graph): Target => ({
      what: `${list}, ${graph}: CPU / floor`,
      atMost,
      reached: (results) => over(cpu(results, isNamed(graph))[0], cpu(results, isNamed('floor'))[0]),
    })),
    {
      what: `${list}: CPU of the best peer / ours`,
      atLeast: 1,
      reached: (results) => over(smallest(cpu(results, isPeer)), largest(cpu(results, ours))),
    },
  ];
});

const smallTargets: readonly Target[] = [
  ...['typed', 'static'].map((graph): Target => ({
    what: `small query, ${graph}: CPU of a bare proxy / ours`,
    atLeast: 0.4,
    reached: (results) => figures(results, 'small-query', '', 'CPU proxy / its', isNamed(graph))[0],
  })),
  {
    what: 'small query: CPU of the best peer / ours',
    atLeast: 1,
    reached: (results) =>
      over(
        smallest(figures(results, 'small-query', '', 'CPU proxy / its', ours)),
        largest(figures(results, 'small-query', '', 'CPU proxy / its', isPeer)),
      ),
  },
];

/** The bytes of each token, from the smallest study to the largest. */
const oneValueBytes = (results: Results): readonly (readonly number[])[] =>
  rowsOf(results, 'one-value').map((row) =>
    Object.entries(row.figures).flatMap(([name, figure]) => (name.startsWith('bytes') ? figure : [])),
  );

const sizeTargets: readonly Target[] = [
  {
    what: '1,000,000 rows, first page: MiB over idle',
    atMost: 120,
    reached: (results) => largest(figures(results, 'whole-table', 'a list', 'MiB over idle')),
  },
  {
    what: '1,000,000 rows, filtered or ordered: MiB over idle',
    atMost: 120,
    reached: (results) => largest(figures(results, 'filtered-list', '', 'MiB over idle')),
  },
  ...['CSV', 'NDJSON', 'PARQUET'].map((format): Target => ({
    what: `1,000,000 rows, whole table as ${format}: MiB over idle`,
    atMost: 120,
    reached: (results) => figures(results, 'whole-table', 'a table', 'MiB over idle', isNamed(format))[0],
  })),
  {
    what: 'one value written, any token, any study: bytes from REDCap',
    atMost: 10_240,
    reached: (results) => largest(oneValueBytes(results).flat()),
  },
  {
    what: 'the same, the largest study / the smallest',
    atMost: 1,
    reached: (results) => largest(oneValueBytes(results).flatMap((bytes) => over(bytes.at(-1), bytes[0]) ?? [])),
  },
  {
    what: '3 of 400 fields: fields sent / selected',
    atMost: 1,
    reached: (results) => largest(figures(results, 'sparse-field', '', 'fields sent / selected', ours)),
  },
  {
    what: '20 dashboards at once: bytes / those of one',
    atMost: 1,
    reached: (results) =>
      largest([
        ...figures(results, 'dashboard', '20 callers', 'bytes of 20 / of one', ours),
        ...figures(results, 'dashboard', '20 dashboards', 'bytes of 20 / of one'),
      ]),
  },
];

const importTargets = [500, 10_000, 100_000].map((rows): Target => ({
  what: `import of ${rows.toLocaleString('en')} rows: time / the same parts, posted and read by hand`,
  atMost: 1.3,
  reached: (results) => figures(results, 'import', '', 'time / posted and read', isNamed(`${String(rows)} rows`))[0],
}));

const pingTargets: readonly Target[] = [
  ['record-list', 'lists'],
  ['filtered-list', 'filtered lists of 1,000,000 rows'],
  ['whole-table', 'whole tables'],
  ['import', 'imports'],
].map(([scenario = '', what = '']) => ({
  what: `longest ping of a neighbour over a bare server's, ${what}: ms`,
  atMost: 50,
  reached: (results) => largest(figures(results, scenario, '', 'ping over bare ms')),
}));

const firstByteTargets = ['a later page, @stream', 'a first page, @stream', 'a table, CSV'].map((name): Target => ({
  what: `first row of ${name} / REDCap's`,
  atMost: 1.2,
  reached: (results) => figures(results, 'first-byte', '', 'first row / REDCap', isNamed(name))[0],
}));

const schemaTargets = (
  [
    [3_000, 100],
    [40_000, 500],
  ] as const
).map(([fields, atMost]): Target => ({
  what: `first typed schema of ${fields.toLocaleString('en')} fields: ms`,
  atMost,
  reached: (results) =>
    figures(results, 'project-schema', '', 'first build ms', isNamed(`${fields.toLocaleString('en')} fields`))[0],
}));

/** What the gateway is to reach. */
export const targets: readonly Target[] = [
  ...listTargets,
  ...smallTargets,
  ...pingTargets,
  ...sizeTargets,
  ...importTargets,
  ...firstByteTargets,
  ...schemaTargets,
];

/** Whether a figure meets a target. */
export const isMet = ({ atMost = Infinity, atLeast = -Infinity }: Target, reached: number): boolean =>
  // Four digits were kept.
  reached <= atMost * 1.000_1 && reached >= atLeast * 0.999_9;
