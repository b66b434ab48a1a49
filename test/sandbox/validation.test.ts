import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readDate } from '../../src/sandbox/validation/date.ts';
import { readText } from '../../src/sandbox/validation/text.ts';

describe('a validated text', () => {
  it.each([
    ['date_ymd', '2024-02-29', '2024-02-29'],
    ['date_dmy', '2024-02-29', '2024-02-29'],
    ['date_mdy', '2023-02-29', null],
    ['date_ymd', '2024-13-01', null],
    ['date_ymd', '02/29/2024', null],
    ['datetime_dmy', '2024-02-29 07:05', '2024-02-29 07:05'],
    ['datetime_dmy', '2024-02-29 7:05', '2024-02-29 07:05'],
    ['datetime_ymd', '2024-02-29 24:00', null],
    ['datetime_ymd', '2024-02-29', null],
    ['datetime_seconds_mdy', '2024-02-29 07:05:09', '2024-02-29 07:05:09'],
    ['datetime_seconds_mdy', '2024-02-29 07:05', '2024-02-29 07:05:00'],
    ['time', '23:59', '23:59'],
    ['time', '9:05', '09:05'],
    ['time', '24:00', null],
    ['time_hh_mm_ss', '23:59:59', '23:59:59'],
    ['time_mm_ss', '59:59', '59:59'],
    ['time_mm_ss', '60:00', null],
    ['integer', '-12', '-12'],
    ['integer', '007', '007'],
    ['integer', '1.0', null],
    ['number', '1.5', '1.5'],
    ['number', '.5', '.5'],
    ['number', '1,5', null],
    ['number_1dp', '22.0', '22.0'],
    ['number_1dp', '22', null],
    ['number_2dp', '1.50', '1.50'],
    ['number_2dp', '1.5', null],
    ['number_comma_decimal', '1,54', '1,54'],
    ['number_comma_decimal', '1.54', null],
    ['number_2dp_comma_decimal', '1,54', '1,54'],
    ['number_2dp_comma_decimal', '1,5', null],
    ['email', 'nutty@mouse.com', 'nutty@mouse.com'],
    ['email', 'nutty@mouse', null],
    ['phone', '(405) 321-1111', '(405) 321-1111'],
    ['phone', '405-321-1111', '405-321-1111'],
    ['phone', '405321', null],
    ['phone_australia', '(02) 9999 1234', '(02) 9999 1234'],
    ['zipcode', '01234', '01234'],
    ['zipcode', '01234-5678', '01234-5678'],
    ['zipcode', '1234', null],
    ['postalcode_canada', 'K1A 0B1', 'K1A 0B1'],
    ['postalcode_canada', 'K1A 0BB', null],
    ['postalcode_australia', '2000', '2000'],
    ['postalcode_germany', '01067', '01067'],
    ['postalcode_french', '7500', null],
    ['postalcode_uk', 'SW1A 1AA', 'SW1A 1AA'],
    ['ssn', '123-45-6789', '123-45-6789'],
    ['ssn', '123456789', null],
    ['vmrn', '000123456', '000123456'],
    ['mrn_10d', '123456789', null],
    ['mrn_generic', 'A-1_b', 'A-1_b'],
    ['alpha_only', 'abc', 'abc'],
    ['alpha_only', 'abc1', null],
    ['', ' anything ', ' anything '],
    ['of_our_institution', 'anything', 'anything'],
  ])('of %s reads "%s" as %j', (validation, text, expected) => {
    expect(readText(validation, text, 'YMD')).toBe(expected);
  });

  it.each([
    ['MDY', '02/29/2024 07:05', '2024-02-29 07:05'],
    ['DMY', '29/02/2024 07:05', '2024-02-29 07:05'],
    ['MDY', '29/02/2024 07:05', null],
    ['DMY', '2024-02-29 07:05', '2024-02-29 07:05'],
    ['MDY', '2024-02-29 7:05', '2024-02-29 07:05'],
    ['DMY', '2024-02-30 07:05', null],
    ['YMD', '29/02/2024 07:05', null],
  ] as const)('reads date-times in the order of %s: %s', (format, text, expected) => {
    expect(readText('datetime_ymd', text, format)).toBe(expected);
  });

  it('is the same date in every order', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const stored = date.toISOString().slice(0, 10);
        const [year = '', month = '', day = ''] = stored.split('-');
        for (const format of ['YMD', 'MDY', 'DMY'] as const) expect(readDate(stored, format)).toBe(stored);
        expect(readDate(`${month}/${day}/${year}`, 'MDY')).toBe(stored);
        expect(readDate(`${day}/${month}/${year}`, 'DMY')).toBe(stored);
      }),
    );
  });
});
