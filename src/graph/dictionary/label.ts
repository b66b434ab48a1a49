import { decodeHTMLStrict } from 'entities';
import { findElement, type HtmlElement } from './element.ts';

/** Attributes that stand without a value. Any other word without a value shows that the text is no tag. */
const flags =
  'allowfullscreen|async|autofocus|autoplay|border|checked|compact|controls|default|defer|disabled|hidden|inert|ismap|' +
  'itemscope|loop|multiple|muted|nohref|noresize|noshade|novalidate|nowrap|open|playsinline|readonly|required|reversed|selected';
const value = `"[^"]*"["']?|'[^']*'["']?|[^\\s"'<>=]+`;
/** No attribute of HTML has a name of one letter. */
const attribute = `\\s+(?:([a-z_:@][\\w:.-]+)\\s*=\\s*(${value})|(?:${flags})(?![^\\s/>]))`;

const attributes = new RegExp(attribute, 'gi');
const withoutGroups = attribute.replaceAll(/\((?!\?)/g, '(?:');

/** What may be a tag, an entity or the beginning of a comment. */
const markup = new RegExp(
  [
    '(?<comment><!--)',
    String.raw`(?<condition><!\[(?:if|endif)\b[^\]<>]*\]>)`,
    String.raw`<(?<slash>/?)(?<name>[a-z][a-z0-9]*(?::[a-z]+)?)(?<attributes>(?:${withoutGroups})*)\s*(?:(?<end>/)\s*)?>`,
    '(?<entity>&(?:#[0-9]+|#x[0-9a-f]+|[a-z][a-z0-9]*);)',
  ].join('|'),
  'gi',
);

/** What a piece of markup is for a reader, and where it ends. Undefined where it is no markup but text. */
type Reading = { readonly text: string; readonly end: number } | undefined;

/** A label and its tags. */
interface Source {
  readonly label: string;
  /** Where the start tags begin that have an end tag of their own. */
  readonly paired: ReadonlySet<number>;
  /** Where the last end tag of each element begins. Behind it no such element is closed any more. */
  readonly lastEnds: ReadonlyMap<string, number>;
  readonly lastCommentEnd: number;
}

interface Tag {
  readonly name: string;
  readonly attributes: string;
  readonly isEnd: boolean;
  /** `<br/>` */
  readonly isClosed: boolean;
  readonly start: number;
  readonly end: number;
}

/** A character that no text holds, whatever number an entity has. */
const isControl = (text: string): boolean => /[\p{Cc}\p{Cs}\ufffd]/u.test(text) && !/[\t\n\r]/.test(text);

/** The character of an entity. An entity that HTML does not have stays as it is written. */
const decodeEntity = (entity: string): string => {
  const text = decodeHTMLStrict(entity);
  return isControl(text) ? entity : text;
};

const decodeEntities = (text: string): string => text.replace(/&[^\s&;]+;/g, decodeEntity);

/** The text that stands for a picture. */
const readAlternative = (text: string): string => {
  for (const [, name, quoted = ''] of text.matchAll(attributes)) {
    if (name?.toLowerCase() === 'alt') return decodeEntities(quoted.replace(/^(["'])(.*?)\1.*$/s, '$2'));
  }
  return '';
};

/** What a word, or a text in bold letters, may begin with: no mark that stands behind a word, as in `groups <a>, <b>, <c>`. */
const wordBegins = /^[\p{L}\p{N}\p{Sc}\p{So}≤≥±&<[{("'“‘«¿¡#*@_]/u;

/** The letter begins a word. It does not stand behind one, as in `1<i>2`, nor alone, as in `group <b> only`. */
const beginsWord = ({ label }: Source, { start, end }: Tag): boolean =>
  !/[\p{L}\p{N}]$/u.test(label.slice(Math.max(0, start - 2), start)) && wordBegins.test(label.slice(end, end + 2));

/** A start tag of an element that HTML knows may still be text: `at <time>`, where no end tag follows. */
const isStartTag = (source: Source, tag: Tag, element: HtmlElement): boolean => {
  if (element.isSilent) return (source.lastEnds.get(tag.name) ?? -1) >= tag.end;
  if (source.paired.has(tag.start) || tag.isClosed || tag.attributes !== '') return true;
  const isTight = tag.end - tag.start === `<${tag.name}>`.length;
  return element.isUnended && isTight && (!element.isLetter || beginsWord(source, tag));
};

/** Where the content of an element ends that nobody reads. */
const findEndOf = ({ label }: Source, { name, end }: Tag): number => {
  const endTag = new RegExp(String.raw`</${name}\s*>`, 'gi');
  endTag.lastIndex = end;
  endTag.exec(label);
  return endTag.lastIndex;
};

/** `10<sup>9</sup>` is not 109. */
const isExponent = ({ label }: Source, { name, isEnd, start, end }: Tag): boolean =>
  name === 'sup' &&
  !isEnd &&
  /\d/.test(label.slice(Math.max(0, start - 1), start)) &&
  /^[-+−]?\d/.test(label.slice(end, end + 2));

const readTag = (source: Source, tag: Tag): Reading => {
  const element = findElement(tag.name);
  if (element === undefined) return undefined;
  const { end } = tag;
  if (tag.isEnd) return tag.attributes === '' && !tag.isClosed ? { text: element.isInline ? '' : ' ', end } : undefined;
  if (!isStartTag(source, tag, element)) return undefined;
  if (element.isSilent) return { text: '', end: findEndOf(source, tag) };
  if (tag.name === 'img') return { text: ` ${readAlternative(tag.attributes)} `, end };
  if (isExponent(source, tag)) return { text: '^', end };
  return { text: element.isInline ? '' : ' ', end };
};

const readComment = ({ label, lastCommentEnd }: Source, end: number): Reading =>
  end > lastCommentEnd ? undefined : { text: '', end: label.indexOf('-->', end) + '-->'.length };

const readMarkup = (source: Source, found: RegExpExecArray): Reading => {
  const { comment, condition, slash, name, attributes: given = '', end: closing, entity } = found.groups ?? {};
  const end = found.index + found[0].length;
  if (comment !== undefined) return readComment(source, end);
  if (condition !== undefined) return { text: '', end };
  if (entity !== undefined) return { text: decodeEntity(entity), end };
  return readTag(source, {
    name: (name ?? '').toLowerCase(),
    attributes: given,
    isEnd: slash === '/',
    isClosed: closing === '/',
    start: found.index,
    end,
  });
};

/** White space of any kind is one blank, so that a label is one line. */
const toOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Reads the tags of a label: which start tags have an end tag, and where end tags and comments end. */
const readSource = (label: string): Source => {
  const open = new Map<string, number[]>();
  const paired = new Set<number>();
  const lastEnds = new Map<string, number>();
  for (const { index, groups } of label.matchAll(markup)) {
    const name = groups?.['name']?.toLowerCase();
    if (name === undefined) continue;
    const starts = open.get(name) ?? [];
    // An end tag has no attributes and no slash at its end.
    if (groups?.['slash'] === '/' && `${groups['attributes'] ?? ''}${groups['end'] ?? ''}` !== '') continue;
    if (groups?.['slash'] === '') {
      starts.push(index);
      open.set(name, starts);
      continue;
    }
    const start = starts.pop();
    if (start !== undefined) paired.add(start);
    lastEnds.set(name, index);
  }
  return { label, paired, lastEnds, lastCommentEnd: label.lastIndexOf('-->') };
};

/**
 * What a person reads of a label that a designer wrote, in one line: tags, comments, scripts and styles are gone, entities are
 * characters. What is no HTML stays, such as `<LOD`; `docs/decisions/024-labels-are-text.md` has the rule. Piping (`[field]`)
 * and embedded fields (`{field}`) stay as written. The result is text and no HTML: read again, it may be something else.
 */
export const plainText = (label: string): string => {
  if (!/[<&]/.test(label)) return toOneLine(label);
  const source = readSource(label);
  const finder = new RegExp(markup);
  let text = '';
  let at = 0;
  for (let found = finder.exec(label); found !== null; found = finder.exec(label)) {
    const read = readMarkup(source, found);
    if (read === undefined) {
      finder.lastIndex = found.index + 1;
      continue;
    }
    text += label.slice(at, found.index) + read.text;
    at = read.end;
    finder.lastIndex = at;
  }
  return toOneLine(text + label.slice(at));
};

/** A text is this label: as the designer wrote it, or as plain text. A blank text is no label. */
export const isLabel = (label: string, text: string): boolean => {
  const wanted = text.trim();
  return wanted !== '' && (label === wanted || plainText(label) === wanted);
};
