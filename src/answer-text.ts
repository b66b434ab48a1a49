/** A place in an answer: the key or index of the last step, and the steps before it. */
export interface AnswerPlace {
  readonly prev: AnswerPlace | undefined;
  readonly key: string | number;
}

/** Texts that are ready for places of an answer. They are put there when the answer is written. */
export interface AnswerTexts {
  /** False where the answer is not one JSON text, so that every value must be in the answer itself. */
  readonly accepts: () => boolean;
  /** Puts the JSON text of a list, in pieces of UTF-8, at its place. The answer itself has an empty list there. */
  readonly put: (place: AnswerPlace, pieces: readonly Uint8Array[]) => void;
}

/** An answer's texts, for who writes the answer. */
export interface HeldAnswerTexts extends AnswerTexts {
  /** From here on texts are accepted: the answer will be written by {@link write}. */
  readonly open: () => void;
  readonly isEmpty: () => boolean;
  /** The JSON text of the answer in UTF-8, with the texts at their places. */
  readonly write: (answer: object) => Buffer;
}

/** What is put below a place: pieces of text, or more steps. */
type Step = readonly Uint8Array[] | Map<string | number, Step>;

const stepsTo = ({ prev, key }: AnswerPlace): (string | number)[] =>
  prev === undefined ? [key] : [...stepsTo(prev), key];

const isText = (step: Step): step is readonly Uint8Array[] => Array.isArray(step);

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
    out.add(step);
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

/** The texts of one answer; none is accepted before they are opened. */
export const createAnswerTexts = (): HeldAnswerTexts => {
  const texts = new Map<string | number, Step>();
  let isOpen = false;
  return {
    accepts: () => isOpen,
    open: () => {
      isOpen = true;
    },
    put: (place, pieces) => {
      putAt(texts, place, pieces);
    },
    isEmpty: () => texts.size === 0,
    write: (answer) => {
      const out = createOutput();
      writeObject(answer, (key) => (key === 'data' ? texts : undefined), out);
      return out.end();
    },
  };
};
