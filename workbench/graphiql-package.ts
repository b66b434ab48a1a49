import type { Plugin } from 'vite';

const ICONS = '/@graphiql/react/dist/icons/index.js';
const TABS = '/@graphiql/react/dist/ui/tabs.js';
const STYLE = '/graphiql/dist/style.css';

/** The words of a name such as `ChevronDown`. */
const wordsOf = (name: string): string =>
  name
    .replaceAll(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase();

/**
 * GraphiQL names its icons by the names of its functions, which a packed file does not have. With the names written out, people
 * hear `close icon` and not two letters.
 */
const nameIcons = (code: string): string => {
  const named = code
    .replace('function generateIcon(RawComponent) {', 'function generateIcon(RawComponent, title) {')
    .replace(/^ {2}const title = RawComponent\.name.*$/m, '')
    .replaceAll(
      /generateIcon\(Svg(\w+)\)/g,
      (_whole, name: string) => `generateIcon(Svg${name}, '${wordsOf(name)} icon')`,
    );
  if (named.includes('const title =') || !named.includes("generateIcon(SvgClose, 'close icon')")) {
    throw new Error(`${ICONS} is not as it was: look at how it names its icons`);
  }
  return named;
};

/**
 * A tab of GraphiQL has a button to choose it and another to close it. A tab that has buttons inside is none for a screen reader:
 * here they are buttons of a list, one of which is current.
 */
const makeTabsButtons = (code: string): string => {
  const plain = code
    .replace('"aria-selected": isActive, role: "tab",', '"aria-current": isActive,')
    .replace(' role: "tablist",', '');
  if (!plain.includes('"aria-current": isActive,') || plain.includes('"tablist"')) {
    throw new Error(`${TABS} is not as it was: look at the roles that it gives`);
  }
  return plain;
};

/** Fonts as texts are 250 KB that the policy of the page refuses. */
const leaveOutFonts = (css: string): string => css.replaceAll(/@font-face\s*\{[^}]*\}/g, '');

/** Takes of the packages of GraphiQL what the page needs, as the page needs it. */
export const adaptGraphiql = (): Plugin => ({
  name: 'adapt-graphiql',
  enforce: 'pre',
  transform(code, id) {
    if (id.endsWith(ICONS)) return { code: nameIcons(code), map: null };
    if (id.endsWith(TABS)) return { code: makeTabsButtons(code), map: null };
    if (id.endsWith(STYLE)) return { code: leaveOutFonts(code), map: null };
    return undefined;
  },
});
