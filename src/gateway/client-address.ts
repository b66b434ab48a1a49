import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** The header in which a proxy says for whom it asks. */
export type ForwardedHeader = 'x-forwarded-for' | 'forwarded';

/** What stands before the gateway. */
export interface TrustedProxies {
  /** Addresses, or ranges such as `10.0.0.0/8`. Nobody is believed where there is none. */
  readonly addresses: readonly string[];
  /** The header that these proxies set. Another may be the client's own. */
  readonly header: ForwardedHeader;
}

/** Finds the address of who sent a request; undefined where the request came by no network. */
export type FindClientAddress = (request: Pick<IncomingMessage, 'socket' | 'headers'>) => string | undefined;

const FAMILIES = { 4: 'ipv4', 6: 'ipv6' } as const;

const familyOf = (address: string): 'ipv4' | 'ipv6' | null => {
  const version = isIP(address);
  return version === 4 || version === 6 ? FAMILIES[version] : null;
};

const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** An address in the one form that it has in lists and lines; null for what is none. An IPv4 address within IPv6 is what it is. */
const normalize = (text: string): string | null => {
  const [address = ''] = text.split('%');
  const family = familyOf(address);
  if (family !== 'ipv6') return family === null ? null : address;
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = MAPPED.exec(short) ?? [];
  if (high === undefined || low === undefined) return short;
  const bits = (Number.parseInt(high, 16) << 16) | Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
};

/** The network that one client has to itself: an address of IPv4, or the first half of one of IPv6. */
export const networkOf = (address: string): string => {
  if (familyOf(address) !== 'ipv6') return address;
  const [before = [], after = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
};

interface AddressRange {
  readonly network: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly prefix: number;
}

const readRange = (text: string): AddressRange | null => {
  const [given = '', bits, ...rest] = text.split('/');
  const network = normalize(given);
  const family = network === null ? null : familyOf(network);
  if (network === null || family === null || rest.length > 0) return null;
  const most = family === 'ipv4' ? 32 : 128;
  if (bits === undefined) return { network, family, prefix: most };
  // A range of IPv4 within IPv6 counts other bits than it seems to.
  const isMapped = family === 'ipv4' && given.includes(':');
  const prefix = /^\d{1,3}$/.test(bits) && !isMapped ? Number(bits) : Number.NaN;
  return prefix <= most ? { network, family, prefix } : null;
};

/** Whether a text is an address, or a range of addresses. */
export const isAddressRange = (text: string): boolean => readRange(text) !== null;

/** An address of a list that proxies write, which may have a port; null for `unknown` and whatever else is none. */
const readEntry = (written: string): string | null => {
  const text = written.trim();
  const [, bracketed] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text) ?? [];
  const [, plain] = /^([\d.]+):\d{1,5}$/.exec(text) ?? [];
  return normalize(bracketed ?? plain ?? text);
};

// Blanks stand in one place of each way through it, so that a long row of them takes no longer than its length.
const ELEMENT = /\s*(?:([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s";,]*))\s*)?([;,]|$)/y;

/**
 * The `for` of each element of a `Forwarded` header (RFC 7239), `''` where an element has none. Null for a header that breaks the
 * form anywhere: a client may have begun it so that what the proxy added reads as something else.
 */
const readForwarded = (text: string): readonly string[] | null => {
  const list: string[] = [];
  let current = '';
  ELEMENT.lastIndex = 0;
  for (;;) {
    const match = ELEMENT.exec(text);
    if (match === null) return null;
    const [, name, quoted, plain, end] = match;
    if (name?.toLowerCase() === 'for') current = quoted ?? plain ?? '';
    if (end === ';') continue;
    list.push(current);
    current = '';
    if (end === '') return list;
  }
};

/** What a header names, from the first to what the nearest proxy added. */
const listOf = (text: string, header: ForwardedHeader): readonly string[] =>
  header === 'forwarded' ? (readForwarded(text) ?? []) : text.split(',');

/**
 * Finds who sent a request. A header is believed only as far as trusted proxies have written it: from the right, up to and with
 * the first address that is no trusted proxy's. What stands left of it anybody may have written.
 */
export const createClientAddress = ({ addresses, header }: TrustedProxies): FindClientAddress => {
  const trusted = new BlockList();
  for (const { network, family, prefix } of addresses.flatMap((text) => readRange(text) ?? [])) {
    trusted.addSubnet(network, prefix, family);
  }
  const isTrusted = (address: string): boolean => trusted.check(address, familyOf(address) ?? 'ipv4');
  return ({ socket, headers }) => {
    let client = normalize(socket.remoteAddress ?? '');
    if (client === null) return undefined;
    if (addresses.length === 0 || !isTrusted(client)) return client;
    // An entry is read where it is reached: a client may have written thousands before it.
    for (const entry of listOf(String(headers[header] ?? ''), header).toReversed()) {
      const next = readEntry(entry);
      if (next === null) return client;
      client = next;
      if (!isTrusted(client)) return client;
    }
    return client;
  };
};
