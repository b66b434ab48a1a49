/** The values of a form by field name, as REDCap stores them; a checkbox option by `name(code)`. */
export type FormValues = Readonly<Record<string, string>>;

type Comparison = (left: string, right: string) => boolean;

const byNumber =
  (compare: (left: number, right: number) => boolean): Comparison =>
  (left, right) =>
    left !== '' && right !== '' && compare(Number(left), Number(right));

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '=': (left, right) => left === right || (left !== '' && right !== '' && Number(left) === Number(right)),
  '<>': (left, right) => left !== right,
  '!=': (left, right) => left !== right,
  '<': byNumber((left, right) => left < right),
  '<=': byNumber((left, right) => left <= right),
  '>': byNumber((left, right) => left > right),
  '>=': byNumber((left, right) => left >= right),
};

const TOKEN = /\s*(\[[a-z0-9_]+(?:\([^)]+\))?\]|'[^']*'|"[^"]*"|-?\d+(?:\.\d+)?|<>|!=|<=|>=|[=<>()]|and\b|or\b)/iy;

/** The words of a logic; null where it has something that this app does not know, such as a function or an event. */
const tokenize = (logic: string): string[] | null => {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < logic.trimEnd().length) {
    const match = TOKEN.exec(logic);
    if (match === null) return null;
    tokens.push(match[1] ?? '');
  }
  return tokens;
};

/** Evaluates comparisons that are joined by `and`, `or` and brackets. Throws where something else comes. */
const evaluate = (tokens: readonly string[], values: FormValues): boolean => {
  let place = 0;
  const take = (): string => tokens[place++] ?? '';
  const nextIs = (word: string): boolean => tokens[place]?.toLowerCase() === word;
  const operand = (): string => {
    const token = take();
    if (token.startsWith('[')) return values[token.slice(1, -1)] ?? '';
    if (/^['"]/.test(token)) return token.slice(1, -1);
    if (/^-?\d/.test(token)) return token;
    throw new Error('A value is missing.');
  };
  const comparison = (): boolean => {
    if (nextIs('(')) {
      take();
      const inner = anyOf();
      if (take() !== ')') throw new Error('A bracket is not closed.');
      return inner;
    }
    const left = operand();
    const compare = COMPARISONS[take()];
    if (compare === undefined) throw new Error('A comparison is missing.');
    return compare(left, operand());
  };
  const allOf = (): boolean => {
    let holds = comparison();
    while (nextIs('and')) {
      take();
      // Both sides are read, whatever the first one says.
      const other = comparison();
      holds = holds && other;
    }
    return holds;
  };
  const anyOf = (): boolean => {
    let holds = allOf();
    while (nextIs('or')) {
      take();
      const other = allOf();
      holds = holds || other;
    }
    return holds;
  };
  const result = anyOf();
  if (place < tokens.length) throw new Error('Something is left over.');
  return result;
};

/** Whether a form shows a field. A logic that this app cannot read hides nothing: REDCap stores hidden values too. */
export const isShown = (logic: string | null | undefined, values: FormValues): boolean => {
  if (logic == null || logic.trim() === '') return true;
  const tokens = tokenize(logic);
  if (tokens === null) return true;
  try {
    return evaluate(tokens, values);
  } catch {
    return true;
  }
};
