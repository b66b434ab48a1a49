import type { GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { makeDesign } from '../../bench/scenario/dictionary.ts';
import { benchProjectSchema } from '../../bench/scenario/project-schema.ts';
import { createProjectSchema } from '../../src/project-schema/index.ts';

describe('the benchmark of project schemas', () => {
  it('measures designs of the size that it says, with instruments that repeat and that do not', () => {
    const design = makeDesign(350);
    expect(design.fields).toHaveLength(350);
    const record = createProjectSchema(design, new Set()).getType('Record') as GraphQLObjectType;
    const visits = Object.values(record.getFields()).filter(({ name }) => name.startsWith('visit_'));
    expect(visits.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual([
      'visit_1: Visit_1',
      'visit_2: Visit_2',
      'visit_2List: [Visit_2!]!',
      'visit_3: Visit_3_Connection!',
      'visit_4: Visit_4',
    ]);
  });

  it('has ratios of what it measured side by side, and one build for a hundred who are first', async () => {
    const [result] = await benchProjectSchema([200], 1);
    expect(result?.rows.map(({ name }) => name)).toEqual(['200 fields']);
    const { figures = {} } = result?.rows[0] ?? {};
    expect(figures['builds for 100 at once']).toBe(1);
    const ratios = Object.entries(figures).filter(([name]) => name.includes(' / '));
    expect(ratios.map(([name]) => name)).toEqual([
      'first build / buildSchema',
      'later builds / buildSchema',
      'a field / static schema',
      'memory / buildSchema',
      'shared / first build',
    ]);
    for (const [name, figure] of ratios) expect([name, figure > 0]).toEqual([name, true]);
  });
});
