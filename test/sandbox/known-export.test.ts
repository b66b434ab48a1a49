import { describe, expect, it } from 'vitest';

import { inventedStudies, itOnStudies, studyNamed } from '../support/known-study.ts';
import { itWith, requirement } from '../support/requirement.ts';
import { loadBench } from './record/support.ts';

/** The projects whose data.csv is byte for byte what the API of their own server answered. */
const recordedWhole = [
  'arm-single-longitudinal',
  'clinical-trial-1',
  'dag',
  'decimal-comma',
  'decimal-dot',
  'empty-rows',
  'nonnumeric-record-id',
  'potentially-problematic-values',
  'repeating-instruments',
];

describe('a flat csv export', () => {
  itOnStudies(
    'of $name is byte for byte what REDCap would export',
    async (study) => {
      const csv = await loadBench(study).text({ format: 'csv', ...study.columnParameters() });
      expect(csv).toBe(study.read(study.exportFile));
    },
    ({ name, source }) => source === 'invented' || recordedWhole.includes(name),
  );

  itWith(
    requirement.recordedProjects,
    'of surveys has the columns of a real REDCap, and its timestamps in their places',
    async () => {
      const study = studyNamed('survey');
      const csv = await loadBench(study).text({ format: 'csv', exportSurveyFields: 'true' });
      const real = study.read('data.csv');
      expect(csv.split('\n')[0]).toBe(real.split('\n')[0]);
      const withoutTime = (text: string): string => text.replaceAll(/"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"/g, 'TIME');
      expect(withoutTime(csv)).toBe(withoutTime(real));
    },
  );
});

describe.each(inventedStudies)('an export of $name', (study) => {
  it('with labels is byte for byte what is kept', async () => {
    const { exportSurveyFields } = study.columnParameters();
    const csv = await loadBench(study).text({ format: 'csv', rawOrLabel: 'label', exportSurveyFields });
    expect(csv).toBe(study.read('labels.csv'));
  });

  it('as EAV is byte for byte what is kept', async () => {
    expect(await loadBench(study).text({ format: 'csv', type: 'eav' })).toBe(study.read('eav.csv'));
  });

  it('in json has the cells of the csv', async () => {
    const rows = (await loadBench(study).json(study.columnParameters())) as Record<string, string | number>[];
    const spelled = rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, String(cell)])),
    );
    expect(spelled).toEqual(study.expected().rows);
  });
});
