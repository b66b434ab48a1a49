import type { MendedFile } from './mended-file.ts';
import type { Reading } from './reading.ts';

const VARIABLE = 'REDCAP_GRAPHQL_PUBLIC_URL';

const checkAddress = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain =
    url !== undefined && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!isPlain || !/^https?:$/.test(url.protocol) || !/^\/[\w./~-]*$/.test(url.pathname)) {
    throw new Error('must be the address of the gateway for its callers, such as https://example.org/redcap-graphql/');
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
};

/** The address under which callers know the gateway, without a slash at its end; null unless it is given. */
export const readPublicUrl = (reading: Reading, { publicUrl }: MendedFile): string | null => {
  const variable = reading.env(VARIABLE);
  const [place, text] = variable === undefined ? ['publicUrl', publicUrl] : [VARIABLE, variable];
  return text === undefined ? null : (reading.attempt(place, () => checkAddress(text)) ?? null);
};
