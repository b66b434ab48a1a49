/** A piece of a logic's text. `reference` is one or more bracketed parts that stand side by side, `[event][field]`. */
export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'reference'; readonly parts: readonly string[] }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'symbol'; readonly value: string };

const pieces =
  /\s*(?:(?<number>\d+(?:\.\d+)?|\.\d+)(?![\w.])|'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<reference>(?:\[[^[\]]*\])+)|(?<word>[A-Za-z_]\w*)|(?<symbol><>|!=|<=|>=|[-+*/^=<>(),]))/y;

const toToken = (groups: Readonly<Record<string, string | undefined>>): Token => {
  const { number, single, double, reference, word, symbol = '' } = groups;
  const text = single ?? double;
  if (number !== undefined) return { kind: 'number', value: Number(number) };
  if (text !== undefined) return { kind: 'text', value: text };
  if (reference !== undefined) {
    return {
      kind: 'reference',
      parts: reference
        .slice(1, -1)
        .split('][')
        .map((part) => part.trim()),
    };
  }
  if (word !== undefined) return { kind: 'word', value: word.toLowerCase() };
  return { kind: 'symbol', value: symbol === '!=' ? '<>' : symbol };
};

/** The tokens of a logic; null when there is something in it that the language does not have. */
export const readTokens = (logic: string): readonly Token[] | null => {
  const tokens: Token[] = [];
  const text = logic.trim();
  let at = 0;
  while (at < text.length) {
    pieces.lastIndex = at;
    const match = pieces.exec(text);
    if (match === null) return null;
    tokens.push(toToken(match.groups ?? {}));
    at = pieces.lastIndex;
  }
  return tokens;
};
