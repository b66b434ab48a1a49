import { Parser } from 'htmlparser2';

/** Elements whose content nobody reads. */
const silent = new Set(['script', 'style', 'template', 'noscript', 'title']);
/** Elements that run on with the text around them; every other one parts words. */
const inline = new Set(
  'a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/**
 * What a person reads of a label that a designer wrote: tags, scripts and styles are gone, entities are characters,
 * white space is one blank. Piping (`[field]`) and embedded fields (`{field}`) stay as written. Nothing is executed.
 */
export const plainText = (html: string): string => {
  if (!/[<&]/.test(html)) return collapse(html);
  let text = '';
  let silentDepth = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        if (silent.has(name)) silentDepth += 1;
        else if (!inline.has(name)) text += ' ';
      },
      ontext(data) {
        if (silentDepth === 0) text += data;
      },
      onclosetag(name) {
        if (silent.has(name)) silentDepth -= 1;
        else if (!inline.has(name)) text += ' ';
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return collapse(text);
};

const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();
