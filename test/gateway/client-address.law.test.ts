import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClientAddress, isAddressRange, networkOf } from '../../src/gateway/client-address.ts';
import type { ForwardedHeader } from '../../src/gateway/client-address.ts';

const PROXIES = ['10.0.0.0/8', 'fd00::/8', '192.0.2.7'];

const find = (
  remoteAddress: string | undefined,
  text: string | undefined,
  { addresses = PROXIES, header = 'x-forwarded-for' }: { addresses?: readonly string[]; header?: ForwardedHeader } = {},
): string | undefined =>
  // Of a request nothing else is looked at.
  createClientAddress({ addresses, header })({ socket: { remoteAddress }, headers: { [header]: text } } as Pick<
    IncomingMessage,
    'socket' | 'headers'
  >);

describe('the address of a client', () => {
  it.each([
    ['is the connection, where no proxy is trusted', '203.0.113.9', '198.51.100.1', { addresses: [] }, '203.0.113.9'],
    ['is the connection, where that is no proxy', '203.0.113.9', '198.51.100.1', {}, '203.0.113.9'],
    ['is what the proxy says', '10.0.0.1', '198.51.100.1', {}, '198.51.100.1'],
    ['is the first from the right that is no proxy', '10.0.0.1', '6.6.6.6, 198.51.100.1, 10.2.3.4', {}, '198.51.100.1'],
    ['may be of IPv6, in one form', 'fd00::1', '2001:DB8:0:0:0:0:0:1', {}, '2001:db8::1'],
    ['has no port', '10.0.0.1', '198.51.100.1:4711', {}, '198.51.100.1'],
    ['has no port in IPv6', '10.0.0.1', '[2001:db8::1]:4711', {}, '2001:db8::1'],
    ['is IPv4 where that is within IPv6', '::ffff:10.0.0.1', '::ffff:198.51.100.1', {}, '198.51.100.1'],
    ['is the proxy that does not say for whom', '10.0.0.1', '198.51.100.1, unknown', {}, '10.0.0.1'],
    ['is the proxy that says nothing', '192.0.2.7', undefined, {}, '192.0.2.7'],
    ['is the first proxy, where all are', '10.0.0.1', '10.0.0.3, 10.0.0.2', {}, '10.0.0.3'],
  ])('%s', (_what, remote, text, options, address) => {
    expect(find(remote, text, options)).toBe(address);
  });

  it.each([
    ['for=198.51.100.1', '198.51.100.1'],
    ['For="[2001:db8::1]:4711";proto=https;by=203.0.113.43', '2001:db8::1'],
    ['for=6.6.6.6, for=198.51.100.1;proto=http, for=10.0.0.2', '198.51.100.1'],
    ['for=6.6.6.6, for=_hidden', '10.0.0.1'],
    ['for=6.6.6.6, proto=https', '10.0.0.1'],
    ['for=6.6.6.6;x=", for="[2001:db8::1]"', '10.0.0.1'],
    ['for="6.6.6.6, for=198.51.100.1', '10.0.0.1'],
  ])('is read in Forwarded, and breaks of its form end it: %s', (text, address) => {
    expect(find('10.0.0.1', text, { header: 'forwarded' })).toBe(address);
  });

  it('is not there where a request came by no network', () => {
    expect(find(undefined, '198.51.100.1')).toBeUndefined();
  });

  const stranger = fc.oneof(
    fc.ipV4().filter((address) => !address.startsWith('10.') && address !== '192.0.2.7'),
    fc.nat(0xfffe).map((part) => `2001:db8::${(part + 1).toString(16)}`),
  );
  const proxy = fc.oneof(
    fc.nat(255).map((part) => `10.0.1.${String(part)}`),
    fc.nat(0xfff).map((part) => `fd00::${(part + 1).toString(16)}`),
  );
  // What a header can hold: no line break.
  const written = fc.string({ unit: 'binary-ascii' }).map((text) => text.replace(/[\r\n]/g, ''));

  it('is the one that the first trusted proxy saw, whatever the client has written before it', () => {
    fc.assert(
      fc.property(written, stranger, fc.array(proxy, { minLength: 1, maxLength: 4 }), (claim, client, chain) => {
        const [last = '', ...before] = chain.toReversed();
        const header = [claim, client, ...before.toReversed()].join(', ');
        expect(find(last, header)).toBe(client);
      }),
    );
  });

  it('is never what the client has written in Forwarded: it is the client or the proxy', () => {
    const quote = (address: string): string => (address.includes(':') ? `for="[${address}]"` : `for=${address}`);
    const claims = fc.oneof(
      written,
      written.map((text) => `for=6.6.6.6;${text}`),
      written.map((text) => `for=6.6.6.6, ${text}"`),
    );
    fc.assert(
      fc.property(claims, stranger, proxy, (claim, client, last) => {
        expect([client, last]).toContain(find(last, `${claim}, ${quote(client)}`, { header: 'forwarded' }));
      }),
    );
  });

  it('is that of the connection, whatever the header, where the connection is no proxy', () => {
    fc.assert(
      fc.property(written, stranger, (claim, client) => {
        expect(find(client, claim)).toBe(client);
      }),
    );
  });
});

describe('a header as long as Node takes it', () => {
  // Each entry and each blank is looked at once at most. Where it was more, a header took a second of everybody's time.
  it.each([
    [
      'blanks before what breaks the form',
      'forwarded',
      `for=6.6.6.6;${' '.repeat(16_000)}@, for=198.51.100.1`,
      '10.0.0.1',
    ],
    ['blanks of Forwarded', 'forwarded', `for=6.6.6.6;${' '.repeat(16_000)}, for=198.51.100.1`, '198.51.100.1'],
    ['blanks', 'x-forwarded-for', `6.6.6.6${' '.repeat(16_000)}6, 198.51.100.1`, '198.51.100.1'],
    ['commas', 'x-forwarded-for', `${','.repeat(16_000)}198.51.100.1`, '198.51.100.1'],
  ] as const)('is read though it has many %s', (_what, header, text, address) => {
    for (let round = 0; round < 200; round += 1) expect(find('10.0.0.1', text, { header })).toBe(address);
  });
});

describe('the network of a client', () => {
  it.each([
    ['198.51.100.1', '198.51.100.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:1:2:3::', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    ['1::5:6:7:8', '1:0:0:0'],
    ['1::3:4:5:6:7:8', '1:0:3:4'],
    ['', ''],
  ])('of %j is %j', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('a range of addresses', () => {
  it.each(['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '0.0.0.0/0'])('may be %s', (text) => {
    expect(isAddressRange(text)).toBe(true);
  });

  it.each(['', 'proxy', '10.0.0.0/33', '10.0.0.0/', '10.0.0/8', 'fd00::/129', '10.0.0.0/8/8', '::ffff:10.0.0.0/8'])(
    'is not %j',
    (text) => {
      expect(isAddressRange(text)).toBe(false);
    },
  );
});
