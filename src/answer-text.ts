import { givePieceBack } from './text-piece.ts';

/** A place in an answer: the key or index of the last step, and the steps before it. */
export interface AnswerPlace {
  readonly prev: AnswerPlace | undefined;
  readonly key: string | number;
}

/** Texts that are ready for places of an answer. They are put there when the answer is written. */
export interface AnswerTexts {
  /** Whether a text may be put at this place. False where every value must be in the answer itself. */
  readonly accepts: (place: AnswerPlace) => boolean;
  /** Takes a place for a text that is put there later, so that no other text may be. */
  readonly hold: (place: AnswerPlace) => void;
  /** Puts the JSON text of a list, in pieces of UTF-8, at its place. The answer itself has an empty list there. */
  readonly put: (place: AnswerPlace, pieces: readonly Uint8Array[]) => void;
  /** Resolves when the reader of an answer in parts wants more of it; at once where the answer does not come in parts. */
  readonly wanted: () => Promise<void>;
  /** Opens a list of an answer in parts for items as text; undefined where the executor must have all of them. */
  readonly openItems: OpenItems;
}

/** Items of a list that are given as text, after those that the executor has. */
export interface ItemTexts {
  /** Gives so many further items, as the JSON text of a list. */
  readonly give: (count: number, pieces: readonly Uint8Array[]) => void;
  /** Whether the reader has the list, so that it can take them. */
  readonly isPlaced: () => boolean;
  /**
   * From here on the executor has the items again. Returns how many of those given the reader has not taken: they are given
   * to the executor.
   */
  readonly stepAside: () => number;
}

/** Opens a list at its place for items as text, after those that the executor has first. */
export type OpenItems = (list: AnswerPlace, first: number, label: string | undefined) => ItemTexts | undefined;

/** The key under which a later part of an answer holds the JSON text of its items. */
export const ITEMS_TEXT = Symbol('items');

/** An answer's texts, for who writes the answer. */
export interface HeldAnswerTexts extends AnswerTexts {
  /** From here on texts are accepted: the answer will be written by {@link write}. */
  readonly open: () => void;
  /** From here on the answer comes in parts, of which the reader asks for one after another. */
  readonly cut: (openItems: OpenItems) => void;
  readonly askForMore: () => void;
  readonly isEmpty: () => boolean;
  /** The JSON text of the answer, or of a part of it, in UTF-8, with the texts at their places. */
  readonly write: (answer: object) => Buffer;
  /** Gives the bytes of all texts back, when the answer is written for the last time. */
  readonly giveBack: () => void;
}

/** What is put below a place: pieces of text, or more steps. */
type Step = readonly Uint8Array[] | Map<string | number, Step>;

const isText = (step: Step): step is readonly Uint8Array[] => Array.isArray(step);

const givePiecesBack = (step: Step): void => {
  if (isText(step)) step.forEach(givePieceBack);
  else for (const below of step.values()) givePiecesBack(below);
};

/** The keys on the way to a place. */
export const stepsTo = ({ prev, key }: AnswerPlace): (string | number)[] =>
  prev === undefined ? [key] : [...stepsTo(prev), key];

const putAt = (root: Map<string | number, Step>, place: AnswerPlace, text: readonly Uint8Array[]): void => {
  const steps = stepsTo(place);
  let at = root;
  for (const key of steps.slice(0, -1)) {
    const next = at.get(key);
    const below = next instanceof Map ? next : new Map<string | number, Step>();
    at.set(key, below);
    at = below;
  }
  at.set(steps.at(-1) ?? '', text);
};

const stepAt = (root: Step | undefined, path: readonly (string | number)[]): Step | undefined =>
  path.reduce<Step | undefined>((at, key) => (at instanceof Map ? at.get(key) : undefined), root);

/** What later came of an answer, as far as texts may be in it. */
interface LaterPart {
  readonly path?: readonly (string | number)[];
  readonly items?: readonly unknown[] | null;
  readonly [ITEMS_TEXT]?: readonly Uint8Array[];
}

/** The texts of a later part. */
const stepOfPart = (root: Step, { path = [], items, [ITEMS_TEXT]: text }: LaterPart): Step => {
  const found = new Map<string | number, Step>();
  if (text !== undefined) return found.set('items', text);
  if (!Array.isArray(items)) {
    const step = stepAt(root, path);
    return step === undefined ? found : found.set('data', step);
  }
  const list = stepAt(root, path.slice(0, -1));
  const steps = items.flatMap((_item, index): [number, Step][] => {
    const step = stepAt(list, [Number(path.at(-1)) + index]);
    return step === undefined ? [] : [[index, step]];
  });
  return found.set('items', new Map(steps));
};

/** The texts of an answer, or of a part of it. */
const stepsOf = (root: Step, answer: { readonly incremental?: readonly LaterPart[] }): Map<string | number, Step> => {
  const later = (answer.incremental ?? []).map((part, index): [number, Step] => [index, stepOfPart(root, part)]);
  return new Map([
    ['data', root],
    ['incremental', new Map(later)],
  ]);
};

/** Text that goes on, and pieces of bytes in between. */
interface Output {
  readonly say: (text: string) => void;
  readonly add: (pieces: readonly Uint8Array[]) => void;
  readonly end: () => Buffer;
}

const createOutput = (): Output => {
  const bytes: Uint8Array[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') bytes.push(Buffer.from(text));
    text = '';
  };
  return {
    say: (more) => {
      text += more;
    },
    add: (pieces) => {
      flush();
      bytes.push(...pieces);
    },
    end: () => {
      flush();
      return Buffer.concat(bytes);
    },
  };
};

/** Writes a value. As in `JSON.stringify`, a key without a value in JSON is left out. */
const writeValue = (value: unknown, step: Step | undefined, out: Output): void => {
  if (step === undefined || typeof value !== 'object' || value === null) {
    out.say(JSON.stringify(value));
  } else if (isText(step)) {
    // Another part of the answer may hold the items of the same list.
    if (Array.isArray(value) && value.length === 0) out.add(step);
    else out.say(JSON.stringify(value));
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      out.say(index === 0 ? '[' : ',');
      writeValue(item, step.get(index), out);
    });
    out.say(value.length === 0 ? '[]' : ']');
  } else writeObject(value, (key) => step.get(key), out);
};

const writeObject = (value: object, below: (key: string) => Step | undefined, out: Output): void => {
  let lead = '{';
  for (const [key, own] of Object.entries(value)) {
    if (own === undefined || typeof own === 'function') continue;
    out.say(`${lead}${JSON.stringify(key)}:`);
    writeValue(own, below(key), out);
    lead = ',';
  }
  out.say(lead === '{' ? '{}' : '}');
};

/** Lets who waits go on each time when the reader asks for more. */
const createTurns = (): { readonly next: () => Promise<void>; readonly ask: () => void } => {
  let turn = Promise.withResolvers<void>();
  return {
    next: () => turn.promise,
    ask: () => {
      turn.resolve();
      turn = Promise.withResolvers<void>();
    },
  };
};

/** The texts of one answer; none is accepted before they are opened. */
export const createAnswerTexts = (): HeldAnswerTexts => {
  const texts = new Map<string | number, Step>();
  const held = new Map<string | number, Step>();
  const isTaken = (steps: typeof texts, place: AnswerPlace): boolean =>
    steps.size > 0 && stepAt(steps, stepsTo(place)) !== undefined;
  let turns: ReturnType<typeof createTurns> | undefined;
  let openItems: OpenItems = () => undefined;
  let isOpen = false;
  return {
    accepts: (place) => isOpen && !isTaken(texts, place) && !isTaken(held, place),
    open: () => {
      isOpen = true;
    },
    hold: (place) => {
      putAt(held, place, []);
    },
    put: (place, pieces) => {
      putAt(texts, place, pieces);
    },
    cut: (open) => {
      turns = createTurns();
      openItems = open;
    },
    openItems: (list, first, label) => openItems(list, first, label),
    wanted: async () => turns?.next(),
    askForMore: () => {
      turns?.ask();
    },
    isEmpty: () => texts.size === 0 && turns === undefined,
    write: (answer) => {
      const out = createOutput();
      const steps = stepsOf(texts, answer);
      writeObject(answer, (key) => steps.get(key), out);
      return out.end();
    },
    giveBack: () => {
      givePiecesBack(texts);
      texts.clear();
    },
  };
};
