/** What a page that is meant for people says, where data was expected. */
export type Page = 'maintenance' | 'banned' | 'database-down' | 'login' | 'web-server' | 'other';

const BANNED =
  /banned due to suspected abuse|(?:ip )?address[^.]{0,80}\b(?:banned|blocked)\b|you (?:cannot|can not|may not) use redcap/i;
const MAINTENANCE =
  /(?:currently|temporarily|presently|now) (?:offline|unavailable|down)\b|\bis offline\b|\bmaintenance\b|\bwill be back\b/i;
/** What web servers say on a 503 of their own. They say it also when REDCap's process died at its work. */
const WEB_SERVER = /temporarily unable to service your request|\b503 service (?:temporarily )?unavailable\b/i;
const DATABASE_DOWN = /could not connect|database (?:server )?(?:is )?(?:down|not available|unavailable)/i;

/** A page that asks who one is: a field for a password, or a form that hands a sign-in on from server to server. */
const LOGIN = /<input\b[^>]{0,500}\btype\s*=\s*["']?password\b|\bname\s*=\s*["']?SAML(?:Request|Response)\b/i;
/** What proxies and web servers say of an address or a server that they cannot reach. */
const PROXY =
  /\b(?:40[0345]|407|50[0234])\b[^.]{0,20}\b(?:bad request|forbidden|not found|not allowed|bad gateway|gateway time-?out|proxy authentication)|\bproxy error\b|\b(?:squid|zscaler|nginx|cloudflare)\b/i;

/**
 * A declaration, a comment or a whole tag: a name, perhaps attributes with a value, and `>`. A page may also be cut within its
 * first tag. Words that begin so are text, such as `<LOD is no category`.
 */
const MARKUP = /^\s*<(?:[!?]|\/?[a-z][\w:-]*(?:\s+[\w:@.-]+\s*=[^<>]*(?:>|$)|\s*\/?>))/i;

/** True when a body is HTML or XML and no JSON, CSV or plain text. */
export const isMarkup = (text: string): boolean => MARKUP.test(text);

/** Enough for any page that REDCap makes, and little enough for the patterns on a hostile one. */
const MAX_PAGE = 10_000;
/** A login page has its form behind its styles. */
const MAX_LOGIN_PAGE = 100_000;

/** Distinguishes REDCap's own pages by their words, because they come with any status, 200 included. */
export const readPage = (text: string): Page => {
  const words = text
    .slice(0, MAX_PAGE)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  if (BANNED.test(words)) return 'banned';
  if (WEB_SERVER.test(words)) return 'web-server';
  if (MAINTENANCE.test(words)) return 'maintenance';
  if (DATABASE_DOWN.test(words)) return 'database-down';
  if (LOGIN.test(text.slice(0, MAX_LOGIN_PAGE))) return 'login';
  return PROXY.test(words) ? 'web-server' : 'other';
};
