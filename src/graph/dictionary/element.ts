/** A list of names in one text. */
const namesIn = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** The elements of HTML, of earlier HTML too, and `o:p`, which a text editor leaves behind. */
const known = namesIn(`
  a abbr acronym address area article aside audio b base basefont bdi bdo big blockquote body br button canvas caption
  center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure
  font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li
  link main map mark marquee menu meta meter nav nobr noscript o:p object ol optgroup option output p param picture pre
  progress q rp rt ruby s samp script search section select slot small source span strike strong style sub summary sup
  table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr`);

/** Elements whose content nobody reads. */
const silent = namesIn('noscript script style template title');

/** Elements that run on with the text around them; every other one parts words. */
const inline = namesIn(`
  a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p q s samp small span strike
  strong sub sup time tt u var wbr`);

/** Elements that designers write without an end, by right or by mistake, and whose name is no word that a label may hold. */
const unended = namesIn(`
  b blockquote br dd div dl dt em h1 h2 h3 h4 h5 h6 hr i li nobr o:p ol p s span strong sub sup tbody td tfoot th thead tr
  tt u ul wbr`);

/** Elements of one letter, which may be a quantity as well: `1<i>2`. A paragraph is mostly what it seems to be. */
const letters = namesIn('b i s u');

/** What HTML knows of an element by its name; undefined for a name that it does not have. */
export interface HtmlElement {
  readonly isSilent: boolean;
  readonly isInline: boolean;
  readonly isUnended: boolean;
  readonly isLetter: boolean;
}

const elements: ReadonlyMap<string, HtmlElement> = new Map(
  [...known].map((name) => [
    name,
    {
      isSilent: silent.has(name),
      isInline: inline.has(name),
      isUnended: unended.has(name),
      isLetter: letters.has(name),
    },
  ]),
);

/** The element of this name, in capitals or not. */
export const findElement = (name: string): HtmlElement | undefined => elements.get(name.toLowerCase());
