import { describe, expect, it } from 'vitest';
import { parseFileHeader } from '../../../src/redcap/wire/file-header.ts';

/** A header as it comes off the wire: UTF-8 bytes read as Latin-1. */
const wire = (text: string): string => Buffer.from(text).toString('latin1');

describe('the headers of a file', () => {
  it.each([
    ['image/jpeg; name="mugshot-1.jpg"', 'mugshot-1.jpg', 'image/jpeg'],
    ['text/plain; name="import-file.txt";charset=UTF-8', 'import-file.txt', 'text/plain; charset=UTF-8'],
    ['text/plain; name=test_upload.txt; charset=UTF-8', 'test_upload.txt', 'text/plain; charset=UTF-8'],
    ["application/pdf; name='a b.pdf'", 'a b.pdf', 'application/pdf'],
    ['text/csv; name="a; charset=x.csv"', 'a; charset=x.csv', 'text/csv'],
    ['text/plain; name="it\'s \\"so\\".txt"', 'it\'s "so".txt', 'text/plain'],
    [wire('text/plain; name="naïve Ж.txt"'), 'naïve Ж.txt', 'text/plain'],
    ['text/plain; name="na\xefve.txt"', 'naïve.txt', 'text/plain'],
    ['text/plain; name="na\xefve \x96 \x80 5.txt"', 'naïve – € 5.txt', 'text/plain'],
    ['text/plain; name="a\xe9\x07b.txt"', 'aéb.txt', 'text/plain'],
    ['Image/PNG;name=x.png', 'x.png', 'image/png'],
    ['application/json', undefined, 'application/json'],
    ['nonsense', undefined, 'application/octet-stream'],
    ['text/plain; name=""', undefined, 'text/plain'],
  ])('reads %s', (header, name, type) => {
    expect(parseFileHeader(header, undefined)).toEqual({ name, type });
  });

  it.each([
    ['attachment; filename="report.pdf"', 'report.pdf'],
    [wire('attachment; filename="caf\u00e9.pdf"'), 'café.pdf'],
    ['attachment; filename="caf\xe9.pdf"', 'café.pdf'],
    ['attachment; filename*=UTF-8\'\'caf%E9.pdf; filename="cafe.pdf"', 'cafe.pdf'],
    ["attachment; filename*=UTF-8''na%C3%AFve.txt; filename=x", 'naïve.txt'],
  ])('reads the name from Content-Disposition: %s', (header, name) => {
    expect(parseFileHeader('application/pdf', header)).toEqual({ name, type: 'application/pdf' });
  });
});
