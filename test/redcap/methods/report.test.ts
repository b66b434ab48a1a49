import { describe, expect, it } from 'vitest';
import { exportReport } from '../../../src/redcap/methods/report.ts';

describe('a report', () => {
  it('is named by its number, and raw unless labels are wanted', () => {
    expect(exportReport.form({ reportId: 12 })).toEqual({ report_id: 12, rawOrLabel: 'raw' });
    expect(exportReport.form({ reportId: 12, rawOrLabel: 'label' })).toEqual({ report_id: 12, rawOrLabel: 'label' });
  });

  it('has rows of text', () => {
    const value = [{ record_id: '1', redcap_repeat_instance: 2, note: null }];
    expect(exportReport.decode({ value }, { reportId: 12 })).toEqual([
      { record_id: '1', redcap_repeat_instance: '2', note: '' },
    ]);
  });
});
