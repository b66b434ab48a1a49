import { isObject, parseJson } from './json.ts';
import { parseXml } from './xml.ts';

/** REDCap's text in `{"error": "…"}`, an object with that key alone. */
export const parseJsonError = (text: string): string | undefined => {
  if (!text.trimStart().startsWith('{')) return undefined;
  const parsed = parseJson(text);
  if (!parsed.ok || !isObject(parsed.value)) return undefined;
  const { error } = parsed.value;
  return typeof error === 'string' && Object.keys(parsed.value).length === 1 ? error : undefined;
};

/** REDCap's text after `ERROR:`, its form of errors where csv was asked for. */
const parseCsvError = (text: string): string | undefined => /^\s*ERROR:\s*([\s\S]*)$/.exec(text)?.[1]?.trim();

/** REDCap's text in `<hash><error>…</error></hash>`. */
const parseXmlError = (text: string): string | undefined => {
  if (!/^\s*(?:<\?xml[^>]*>\s*)?<(?:hash|error)\b/.test(text)) return undefined;
  const root = parseXml(text);
  if (root?.name === 'error') return root.text.trim();
  return root?.name === 'hash' ? root.children.find(({ name }) => name === 'error')?.text.trim() : undefined;
};

/** The message of an error in any of REDCap's three forms, whichever was asked for; `undefined` when it is none. */
export const parseError = (text: string): string | undefined =>
  parseJsonError(text) ?? parseCsvError(text) ?? parseXmlError(text);
