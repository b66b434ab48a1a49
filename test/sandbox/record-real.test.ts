import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { hasRealProjects, loadBench, realProjects } from './record-support.ts';

describe.skipIf(!hasRealProjects)('a flat csv export', () => {
  it.each([
    'arm-single-longitudinal',
    'clinical-trial-1',
    'dag',
    'decimal-comma',
    'decimal-dot',
    'empty-rows',
    'nonnumeric-record-id',
    'potentially-problematic-values',
    'repeating-instruments',
  ])('of %s is byte for byte what a real REDCap exported', async (name) => {
    const bench = loadBench(name);
    const exportDataAccessGroups = name === 'dag' ? 'true' : 'false';
    expect(await bench.text({ format: 'csv', exportDataAccessGroups })).toBe(
      readFileSync(new URL(`${name}/data.csv`, realProjects), 'utf8'),
    );
  });

  it('of surveys has the columns of a real REDCap, and its timestamps in their places', async () => {
    const csv = await loadBench('survey').text({ format: 'csv', exportSurveyFields: 'true' });
    const real = readFileSync(new URL('survey/data.csv', realProjects), 'utf8');
    expect(csv.split('\n')[0]).toBe(real.split('\n')[0]);
    const withoutTime = (text: string): string => text.replaceAll(/"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"/g, 'TIME');
    expect(withoutTime(csv)).toBe(withoutTime(real));
  });
});
