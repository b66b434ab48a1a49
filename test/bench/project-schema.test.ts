import type { GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { makeDesign } from '../../bench/dictionary.ts';
import { benchProjectSchema } from '../../bench/project-schema.ts';
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

  it('prints ratios of what it measured side by side, and one build for a hundred who are first', async () => {
    const lines = (await benchProjectSchema([200], 1)).trimEnd().split('\n');
    const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
    expect(cells[0]?.slice(1, 3)).toEqual(['schema of a project', '200 fields']);
    const figures = new Map(cells.slice(2).map(([, name = '', figure = '']) => [name, figure]));
    expect(figures.get('builds for 100 first requests at once')).toBe('1');
    for (const name of figures.keys()) {
      if (name.includes(' / ')) expect([name, Number(figures.get(name)) > 0]).toEqual([name, true]);
    }
    expect([...figures.values()].filter((figure) => figure.includes('NaN'))).toEqual([]);
  });
});
