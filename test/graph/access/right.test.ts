import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readExportRight,
  readFormRight,
  readRightLevel,
  usesBitCodes,
  widensExport,
  widensForm,
  widensRight,
  writeExportRight,
  writeFormRight,
  writeRightLevel,
} from '../../../src/graph/access/right.ts';

describe('a form right', () => {
  it.each([
    [0, 'NO_ACCESS', false, false],
    [1, 'VIEW_EDIT', false, false],
    [2, 'READ_ONLY', false, false],
    [3, 'VIEW_EDIT', true, false],
    [128, 'NO_ACCESS', false, false],
    [129, 'READ_ONLY', false, false],
    [130, 'VIEW_EDIT', false, false],
    [138, 'VIEW_EDIT', true, false],
    [146, 'VIEW_EDIT', false, true],
    [154, 'VIEW_EDIT', true, true],
    [7, 'UNKNOWN', false, false],
    [131, 'UNKNOWN', false, false],
  ] as const)('of code %i is %s', (code, dataEntry, canEditSurveyResponses, canDelete) => {
    expect(readFormRight(code)).toEqual({ dataEntry, canEditSurveyResponses, canDelete, code });
  });

  it('is written back as it was read, on old servers and on new ones', () => {
    for (const code of [0, 1, 2, 3]) expect(writeFormRight(readFormRight(code), '15.5.9')).toBe(code);
    for (const code of [128, 129, 130, 138, 146, 154]) expect(writeFormRight(readFormRight(code), '16.1.3')).toBe(code);
  });

  it('means the same in both kinds of code', () => {
    expect([1, 2, 0, 3].map((code) => writeFormRight(readFormRight(code), '15.6.0'))).toEqual([130, 129, 128, 138]);
  });

  it('is not written where the server cannot say it', () => {
    const right = { dataEntry: 'VIEW_EDIT', canEditSurveyResponses: false, canDelete: true } as const;
    expect(writeFormRight(right, '14.0.0')).toBeNull();
    expect(writeFormRight({ ...right, dataEntry: 'READ_ONLY' }, '16.1.3')).toBeNull();
    expect(writeFormRight(readFormRight(7), '16.1.3')).toBeNull();
  });

  it('widens when anything more is allowed', () => {
    expect(widensForm(readFormRight(129), readFormRight(130))).toBe(true);
    expect(widensForm(readFormRight(130), readFormRight(138))).toBe(true);
    expect(widensForm(readFormRight(154), readFormRight(130))).toBe(false);
    expect(widensForm(readFormRight(1), readFormRight(130))).toBe(false);
  });
});

describe('the version of a server', () => {
  it.each([
    ['15.5.99', false],
    ['15.6.0', true],
    ['16.0.0', true],
    ['9.1.2', false],
  ])('%s has bit codes: %s', (version, expected) => {
    expect(usesBitCodes(version)).toBe(expected);
  });
});

describe('an export right', () => {
  it('is read and written by its code', () => {
    expect([0, 1, 2, 3, 9].map(readExportRight)).toEqual([
      'NO_ACCESS',
      'FULL_DATA_SET',
      'DE_IDENTIFIED',
      'REMOVE_IDENTIFIERS',
      'UNKNOWN',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), (code) => {
        expect(writeExportRight(readExportRight(code))).toBe(code);
      }),
    );
  });

  it('widens from de-identified to without identifiers, not the other way', () => {
    expect(widensExport('DE_IDENTIFIED', 'REMOVE_IDENTIFIERS')).toBe(true);
    expect(widensExport('FULL_DATA_SET', 'REMOVE_IDENTIFIERS')).toBe(false);
  });
});

describe('the level of a right', () => {
  it.each([
    ['design', 0, 'NONE'],
    ['design', 1, 'GRANTED'],
    ['user_rights', 2, 'READ_ONLY'],
    ['lock_records', 2, 'WITH_ESIGNATURE'],
    ['design', 2, 'UNKNOWN'],
  ] as const)('of %s %i is %s', (right, code, level) => {
    expect(readRightLevel(right, code)).toBe(level);
    if (level !== 'UNKNOWN') expect(writeRightLevel(right, level)).toBe(code);
  });

  it('is not written where the right has no such level', () => {
    expect(writeRightLevel('design', 'READ_ONLY')).toBeNull();
    expect(writeRightLevel('design', 'UNKNOWN')).toBeNull();
  });

  it('widens from read-only to full user rights', () => {
    expect(widensRight('READ_ONLY', 'GRANTED')).toBe(true);
    expect(widensRight('GRANTED', 'READ_ONLY')).toBe(false);
  });
});
