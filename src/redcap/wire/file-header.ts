import { decodeText } from './text.ts';

/** The name and type that REDCap gives a file; `name` is `undefined` when the headers have none. */
export interface FileHeader {
  readonly name: string | undefined;
  readonly type: string;
}

/**
 * Headers arrive as Latin-1; REDCap writes UTF-8 into them. What is not UTF-8 is most likely a name of the kind that Windows
 * writes, which is Latin-1 with a few characters more.
 */
const repairText = (latin1: string): string => {
  const bytes = Buffer.from(latin1, 'latin1');
  return decodeText(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
};

/**
 * The value of a header's parameter: in double or single quotes, or bare until the semicolon. Quotes of one kind may
 * stand inside the other, semicolons inside both; a backslash escapes only a double quote or itself, because Windows
 * paths come unescaped.
 */
const readParameter = (header: string, name: string): string | undefined => {
  const pattern = new RegExp(
    `(?:^|;)\\s*${name}\\s*=\\s*(?:"((?:\\\\["\\\\]|[^"])*)"|'([^']*)'(?=\\s*(?:;|$))|([^;]*))`,
    'i',
  );
  const match = pattern.exec(header);
  if (match === null) return undefined;
  return match[1]?.replace(/\\(["\\])/g, '$1') ?? match[2] ?? match[3]?.trim();
};

/** `filename*=UTF-8''na%C3%AFve.txt` of RFC 6266. */
const readExtended = (header: string): string | undefined => {
  const encoded = /(?:^|;)\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]*)/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
};

// eslint-disable-next-line no-control-regex -- a name with line breaks could forge a header further on
const dropControls = (text: string): string => text.replace(/[\u0000-\u001f\u007f]/g, '');

/**
 * Reads the headers of a file that REDCap sends. REDCap puts the name into `Content-Type`
 * (`image/jpeg; name="mugshot-1.jpg"`); some versions use `Content-Disposition`. Of the type's parameters only `charset`
 * is kept.
 */
export const parseFileHeader = (contentType: string | undefined, disposition: string | undefined): FileHeader => {
  const type = repairText(contentType ?? '');
  const place = repairText(disposition ?? '');
  const media = /^\s*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)/.exec(type)?.[1]?.toLowerCase() ?? 'application/octet-stream';
  const charset = readParameter(type.replace(/name\s*=\s*(?:"[^"]*"|'[^']*')/i, ''), 'charset');
  const name = readParameter(type, 'name') ?? readExtended(place) ?? readParameter(place, 'filename');
  return {
    name: name === undefined || name === '' ? undefined : dropControls(name),
    type: charset === undefined || !/^[\w.:-]+$/.test(charset) ? media : `${media}; charset=${charset}`,
  };
};
