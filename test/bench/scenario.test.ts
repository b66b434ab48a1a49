import { describe, expect, it } from 'vitest';
import type { Result } from '../../bench/result.ts';
import { measurePage } from '../../bench/scenario/dashboard.ts';
import { benchFirstByte } from '../../bench/scenario/first-byte.ts';
import { measureGrowth } from '../../bench/scenario/growth.ts';
import { benchLargeFile } from '../../bench/scenario/large-file.ts';
import { benchOneValue } from '../../bench/scenario/one-value.ts';
import { measureReplicas } from '../../bench/scenario/replicas.ts';
import { measureSparseField } from '../../bench/scenario/sparse-field.ts';
import { benchStory } from '../../bench/scenario/story.ts';
import { setUp } from '../../bench/load/stage.ts';
import { itWith, requirement } from '../support/requirement.ts';

/** The figures of one name, by row. */
const figuresOf = (result: Result | undefined, name: string): Record<string, number | undefined> =>
  Object.fromEntries((result?.rows ?? []).map((row) => [row.name, row.figures[name]]));

/** Each of these starts several programs, which takes its time where a machine is busy. */
const TIMEOUT = 180_000;

describe('the benchmark of pages of the demo study', () => {
  it(
    'asks for one export a page, and for the design once',
    async () => {
      const [result] = await benchStory({ queries: 2, rounds: 1, records: 50 });
      expect(figuresOf(result, 'calls')).toEqual({
        'participant page, static': 1,
        'participant page, typed': 1,
        'design of a study': 0,
      });
    },
    TIMEOUT,
  );
});

describe('the benchmarks of a wide study', () => {
  it(
    'see that REDCap sends the fields that are asked for, and that callers at once share calls',
    async () => {
      const size = { records: 20, fields: 400, selected: 3 };
      await using stage = await setUp({ ...size, peers: false });
      const sparse = await measureSparseField(stage, size);
      expect(figuresOf(sparse, 'fields sent / selected')).toEqual({ floor: 1, typed: 1, static: 1 });
      expect(figuresOf(sparse, 'columns of a row')).toEqual({ floor: 5, typed: 6, static: 6 });

      const callers = await measurePage(stage, { records: 20, page: 10 });
      const calls = figuresOf(callers, 'calls of 20');
      // How many callers share a call depends on how many are there before it is answered.
      expect(calls).toEqual({ floor: 40, typed: expect.any(Number), static: expect.any(Number) });
      for (const graph of ['typed', 'static']) expect(calls[graph]).toBeLessThanOrEqual(40);

      const growth = await measureGrowth(stage, {
        records: [5],
        fields: [1, 400],
        page: 5,
        levels: [1, 3],
        callers: [1, 2],
        queries: 4,
        leastMs: 0,
      });
      expect(
        growth.map(({ title, rows }) => [title, rows.map(({ name, figures }) => [name, Object.keys(figures)])]),
      ).toEqual([
        ['CPU ms by rows', ['floor', 'typed', 'static'].map((name) => [name, ['20']])],
        ['CPU ms by fields', ['floor', 'typed', 'static'].map((name) => [name, ['1', '400']])],
        ['CPU ms by levels', [['static', ['1', '3']]]],
        ['small queries a second by callers', ['proxy', 'typed', 'static'].map((name) => [name, ['1', '2']])],
      ]);
    },
    TIMEOUT,
  );
});

describe('the benchmark of one value', () => {
  it(
    'asks for as many bytes in a larger study, with each token',
    async () => {
      const [[result], [larger]] = await Promise.all([benchOneValue([1_200]), benchOneValue([1_300])]);
      const small = figuresOf(result, 'bytes, 1,200 records');
      expect(figuresOf(larger, 'bytes, 1,300 records')).toEqual(small);
      expect(Math.max(...Object.values(small).map(Number))).toBeLessThan(10_240);
      expect(figuresOf(result, 'stored')).toEqual({
        demo_owner: 1,
        demo_coordinator: 1,
        demo_monitor: 0,
        demo_statistician: 0,
        demo_app: 1,
      });
    },
    TIMEOUT,
  );
});

describe('the benchmark of a large file', () => {
  it(
    'sends all bytes each way, by the gateway and by a pipe',
    async () => {
      const [result] = await benchLargeFile({ fileMiB: 1, rounds: 1 });
      expect(figuresOf(result, 'calls')).toEqual({
        'up, pipe': 1,
        'up, gateway': 3,
        'down, pipe': 1,
        'down, gateway': 2,
      });
    },
    TIMEOUT,
  );
});

describe('the benchmark of first bytes', () => {
  it(
    'compares pages and tables with one export of REDCap',
    async () => {
      const cost = { callMs: 1, rowMicros: 1, cellMicros: 1, writtenMicros: 1 };
      const [result] = await benchFirstByte({ records: 20, page: 10, rounds: 1, cost });
      expect(figuresOf(result, 'calls')).toEqual({
        'a first page, typed': 2,
        'a later page, typed': 1,
        'a first page, @stream': 2,
        'a later page, @stream': 1,
        'a table, CSV': 2,
        'a table, NDJSON': 2,
      });
    },
    TIMEOUT,
  );
});

describe('the benchmark of replicas', () => {
  itWith(
    requirement.redis,
    'asks for one export a query by each number of gateways, which give the same answers',
    async () => {
      const [table, plot] = await measureReplicas({ gateways: [1, 2], queries: 100, records: 100, rounds: 1 });
      expect(figuresOf(table, 'calls')).toEqual({ 'a gateway without Redis': 1, '1 gateway': 1, '2 gateways': 1 });
      const commands = figuresOf(table, 'Redis commands');
      expect(commands['a gateway without Redis']).toBe(0);
      expect(Math.min(Number(commands['1 gateway']), Number(commands['2 gateways']))).toBeGreaterThan(1);
      expect(plot?.rows.map(({ name, figures }) => [name, Object.keys(figures)])).toEqual([
        ['gateways', ['1', '2']],
        ['Redis', ['1', '2']],
        ['a gateway without Redis', ['1']],
      ]);
    },
    TIMEOUT,
  );
});
