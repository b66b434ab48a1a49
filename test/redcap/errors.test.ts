import { describe, expect, it } from 'vitest';
import { RedcapError, isOutOfMemory, isUnknownName, scrub } from '../../src/redcap/errors.ts';

describe("REDCap's own text", () => {
  it.each([
    ['a token', `bad ${'aB3'.repeat(11)} here`, 'bad [removed] here'],
    ['a super token', `bad ${'zQ'.repeat(32)} here`, 'bad [removed] here'],
    ['a named token', 'token=abc&x', 'token=[removed]'],
    ['an address', 'see https://redcap.example.org/api/ now', 'see [address removed] now'],
    ['an address of a machine', 'from 10.20.30.40, at 14:05:33', 'from [address removed], at 14:05:33'],
    ['an address of the new kind', 'from 2001:db8::8a2e:370:7334.', 'from [address removed].'],
    ['an address of this machine', 'from ::1 only', 'from [address removed] only'],
    ['an address of a person', 'ask ada.lovelace@example.org now', 'ask [address removed] now'],
    ['a path', 'in /var/www/redcap/index.php on line 1', 'in [path removed] on line 1'],
    ['a path of Windows', 'in C:\\inetpub\\redcap\\index.php on line 1', 'in [path removed] on line 1'],
    ['line breaks', 'a\r\nb\u0000c', 'a b c'],
  ])('leaves without %s', (_what, text, scrubbed) => {
    expect(scrub(text)).toBe(scrubbed);
  });

  it.each(['REDCap 16.1.3', 'the version 1.2.3.4.5', 'at 14:05', 'a ratio of 1:2:3', 'Class::method'])(
    'keeps what only looks like an address: %s',
    (text) => {
      expect(scrub(text)).toBe(text);
    },
  );

  it('is cut to 500 characters', () => {
    const error = new RedcapError('REDCAP_REJECTED', { message: 'x', redcapMessage: 'y '.repeat(1_000) });
    expect(error.redcapMessage).toHaveLength(500);
  });
});

describe('isUnknownName', () => {
  it.each([
    [`The following values in the parameter "fields" are not valid: 'age'`, true],
    ['The value of the parameter "instrument" is not valid', true],
    ['The value of the parameter "filterLogic" is not valid', true],
    ['The value of the parameter "report_id" is not valid', false],
    [`The following values in the parameter "records" are not valid: 'fields'`, false],
    ['You do not have permissions to use the API', false],
  ])('recognises %j: %s', (redcapMessage, expected) => {
    expect(isUnknownName(new RedcapError('REDCAP_REJECTED', { message: 'x', redcapMessage }))).toBe(expected);
  });
});

describe('isOutOfMemory', () => {
  it.each([
    ['REDCap ran out of server memory. The request cannot be processed.', true],
    ['The data export was not able to complete', true],
    ['The value of the parameter "content" is not valid', false],
    ['"1","note","Not able to complete the walk","The value is not a number"', false],
    ['"1","note","The laptop ran out of server memory","The value is not a number"', false],
  ])('recognises %j: %s', (redcapMessage, expected) => {
    expect(isOutOfMemory(new RedcapError('REDCAP_REJECTED', { message: 'x', redcapMessage }))).toBe(expected);
  });
});
