import { describe, expect, it } from 'vitest';
import { normalizeUrl } from '../../src/redcap/url.ts';

describe('normalizeUrl', () => {
  it.each([
    ['https://redcap.example.org/api/', 'https://redcap.example.org/api/'],
    ['https://redcap.example.org/api', 'https://redcap.example.org/api/'],
    ['https://redcap.example.org', 'https://redcap.example.org/api/'],
    [' https://example.org/redcap/ ', 'https://example.org/redcap/api/'],
    ['https://example.org/redcap/api//', 'https://example.org/redcap/api/'],
    ['http://127.0.0.1:8080/api/', 'http://127.0.0.1:8080/api/'],
    ['http://localhost:8080', 'http://localhost:8080/api/'],
    ['http://[::1]:8080/api', 'http://[::1]:8080/api/'],
  ])('makes of %s %s', (address, url) => {
    expect(normalizeUrl(address)).toBe(url);
  });

  it.each([
    ['no URL', 'redcap', /not a URL/],
    ['plain http', 'http://redcap.example.org/api/', /must begin with https/],
    ['http on an address that only looks like loopback', 'http://127.0.0.1.example.org/api/', /must begin with https/],
    ['another scheme', 'ftp://redcap.example.org/api/', /must begin with https/],
    ['a user name', 'https://me@redcap.example.org/api/', /user name or password/],
    ['a query', 'https://redcap.example.org/api/?token=1', /without \? or #/],
    ['a page', 'https://redcap.example.org/redcap_v14.0.0/index.php', /not in the name of a page/],
  ])('refuses %s', (_what, address, message) => {
    expect(() => normalizeUrl(address)).toThrow(message);
  });

  it('takes plain http beyond this machine when it is allowed', () => {
    expect(normalizeUrl('http://redcap.test/api/', true)).toBe('http://redcap.test/api/');
  });
});
