/** The text of a flat JSON object. */
export interface RowText {
  readonly text: string;
  /** Keys that stand in it, each as often as it does. */
  readonly keys: number;
}

/** Cuts a text that arrives in pieces into the texts of flat JSON objects. */
export interface RowTexts {
  /** The objects that are whole by now. Throws a SyntaxError where something else stands between two of them. */
  readonly push: (text: string) => RowText[];
  /** Throws a SyntaxError when the text ends too early. */
  readonly end: () => void;
  /** Characters that wait for the end of their object. */
  readonly waiting: () => number;
}

const broken = (): SyntaxError => new SyntaxError('The text is not rows of JSON.');

/** The place behind the quote that ends a string; -1 when the text ends before. `start` is behind its first quote. */
const endOfString = (text: string, start: number): number => {
  for (let from = start; ;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return -1;
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
};

/** A flat object from its brace on; null when the text ends before the object does. */
const readObject = (text: string, start: number): RowText | null => {
  const mark = /["{}[\]:]/g;
  let keys = 0;
  for (mark.lastIndex = start + 1; ;) {
    const found = mark.exec(text);
    if (found === null) return null;
    if (found[0] === '}') return { text: text.slice(start, found.index + 1), keys };
    if (found[0] === ':') keys += 1;
    else if (found[0] === '"') {
      const end = endOfString(text, found.index + 1);
      if (end === -1) return null;
      mark.lastIndex = end;
    } else throw broken();
  }
};

const nextVisible = (text: string, start: number): number => {
  const visible = /[^ \t\r\n]/g;
  visible.lastIndex = start;
  return visible.exec(text)?.index ?? text.length;
};

/** What may come next: the list, its first row, a comma, a row, or nothing. */
type Awaited = 'list' | 'first' | 'comma' | 'row' | 'nothing';

/** What may follow a bracket or a comma of a list; throws where it may not stand there. */
const afterMark = (awaited: Awaited, mark: string | undefined): Awaited => {
  if (awaited === 'list' && mark === '[') return 'first';
  if ((awaited === 'first' || awaited === 'comma') && mark === ']') return 'nothing';
  if (awaited === 'comma' && mark === ',') return 'row';
  throw broken();
};

/** `isList`: the objects stand in a list of JSON, with commas between them. */
export const createRowTexts = (isList: boolean): RowTexts => {
  let rest = '';
  let awaited: Awaited = isList ? 'list' : 'row';

  const take = (text: string): RowText[] => {
    const objects: RowText[] = [];
    let place = nextVisible(text, 0);
    while (place < text.length) {
      let next = place + 1;
      if (text[place] === '{' && (awaited === 'row' || awaited === 'first')) {
        const object = readObject(text, place);
        if (object === null) break;
        objects.push(object);
        next = place + object.text.length;
        awaited = isList ? 'comma' : 'row';
      } else awaited = afterMark(awaited, text[place]);
      place = nextVisible(text, next);
    }
    rest = text.slice(place);
    return objects;
  };

  return {
    push: (text) => take(rest + text),
    end: () => {
      if (rest !== '' || (isList && awaited !== 'nothing')) throw broken();
    },
    waiting: () => rest.length,
  };
};
