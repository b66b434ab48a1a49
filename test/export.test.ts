import { describe, expect, it } from 'vitest';
import { exportedValues, unusedValues } from './support/exported-value.ts';

describe('the values that files of src export', () => {
  it('are found at all', () => {
    expect(exportedValues()).toContain('src/gateway.ts#createGateway');
    expect(exportedValues().length).toBeGreaterThan(800);
  });

  it('are all imported by somebody', () => {
    expect(unusedValues()).toEqual([]);
  });
});
