import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { describeStart, type StatePlace } from '../../src/start/banner.ts';

const URL = 'http://127.0.0.1:4000';
const passThrough = { enabled: true, url: 'https://redcap.example.org/api/' };
const apiKeys = [{ name: 'a', hash: `sha256:${'a'.repeat(64)}` }];
const secret = { env: 'IDS' };

const inMemory: StatePlace = { file: null, isShared: false, isOtherSecret: false };

const bannerOf = (file: object, state = inMemory): string =>
  describeStart(parseConfig({ argv: [], env: { IDS: 's'.repeat(32) }, file }), URL, undefined, state);

describe('the first lines of a start', () => {
  it.each([
    [
      'a token where only tokens are passed through',
      { callers: { passThrough } },
      "-H 'x-redcap-token: <REDCap token>'",
    ],
    ['an API key where there are some', { callers: { apiKeys, passThrough } }, "-H 'authorization: Bearer <API key>'"],
  ])('show a query with %s', (_what, file, header) => {
    const headers = bannerOf(file).match(/-H '(?!content-type)[^']*'/g);
    expect(headers).toEqual([header]);
  });

  it('show a query without a credential where nobody needs one', () => {
    expect(bannerOf({})).not.toMatch(/authorization|x-redcap-token/);
  });

  it('say which pages may call in the demo, and nothing where the configuration says it', () => {
    const line = 'Browsers     pages of http://localhost and http://127.0.0.1 may call it, with any port\n';
    expect(bannerOf({})).toContain(line);
    expect(bannerOf({ callers: { passThrough } })).not.toContain('Browsers');
  });

  it('warn where ids and cursors end with the process, but not of the demo', () => {
    const warning = 'Warning: no "secret" is configured. Ids and cursors that callers keep end with this process.';
    expect(bannerOf({ callers: { passThrough } })).toContain(warning);
    expect(bannerOf({ callers: { passThrough }, secret })).not.toContain('Warning');
    expect(bannerOf({})).not.toContain('Warning');
  });

  it('say where the data are, and that there are none, but not of the demo', () => {
    const file = '/data/state.db';
    expect(bannerOf({ callers: { passThrough } }, { ...inMemory, file })).toContain('Data         /data/state.db\n');
    expect(bannerOf({ callers: { passThrough } })).toContain(
      'Data         in memory only: nothing outlives a restart\n',
    );
    expect(bannerOf({})).not.toContain('Data ');
  });

  it('warn where nothing that is sealed can be read later, or could be sealed before', () => {
    const [later, before] = ['Until then no later start can read', 'Warning: another secret has sealed'];
    const other = { ...inMemory, file: '/data/state.db', isOtherSecret: true };
    expect(bannerOf({ callers: { passThrough } }, other)).toContain(later);
    expect(bannerOf({ callers: { passThrough } }, other)).not.toContain(before);
    expect(bannerOf({ callers: { passThrough }, secret }, other)).toContain(before);
    expect(bannerOf({ callers: { passThrough }, secret }, { ...other, isOtherSecret: false })).not.toContain('Warning');
    expect(bannerOf({ callers: { passThrough } })).not.toContain(later);
  });

  it('warn of variables that the program does not know, and show no value of them', () => {
    const env = { REDCAP_API_URL: 'https://redcap.example.org/api/', REDCAP_API_TOKEN: 'c0ffee' };
    const banner = describeStart(parseConfig({ argv: [], env }), URL, undefined, inMemory);
    expect(banner).toContain(
      'Warning: REDCAP_API_URL, REDCAP_API_TOKEN: no variable of this program, and without effect.',
    );
    expect(banner).not.toMatch(/example\.org|c0ffee/);
  });
});
