/** Elements that labels of REDCap's own editor hold, and the older ones that designers write by hand. */
const names =
  'a|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|s|small|span|strike|strong|style|sub|' +
  'sup|table|tbody|td|th|thead|tr|u|ul';

/** A tag: the name of an element, perhaps attributes that each have a value, and its end. */
const tag = new RegExp(String.raw`</?(?:${names})(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*\s*/?>`, 'gi');

/** A label without its tags. Any other text in angle brackets stays, such as `<LLOQ (but >LOD)`. */
export const withoutTags = (label: string): string => label.replace(tag, '');
