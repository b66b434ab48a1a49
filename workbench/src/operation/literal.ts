/** How a language writes what JSON has. */
interface Notation {
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  readonly list: readonly [open: string, close: string];
  readonly object: readonly [open: string, close: string];
  /** What stands for an object without members. */
  readonly emptyObject: string;
  readonly member: (name: string, value: string) => string;
}

const STEP = '  ';

const block = ([open, close]: readonly [string, string], lines: readonly string[], indent: string): string =>
  lines.length === 0
    ? open + close
    : `${open}\n${lines.map((line) => `${indent}${STEP}${line}`).join(',\n')}\n${indent}${close}`;

const write = (notation: Notation, value: unknown, indent = ''): string => {
  const inner = indent + STEP;
  if (value === null || value === undefined) return notation.none;
  if (typeof value === 'boolean') return value ? notation.yes : notation.no;
  if (Array.isArray(value)) {
    return block(
      notation.list,
      value.map((item) => write(notation, item, inner)),
      indent,
    );
  }
  if (typeof value === 'object') {
    const members: [string, unknown][] = Object.entries(value);
    if (members.length === 0) return notation.emptyObject;
    return block(
      notation.object,
      members.map(([name, one]) => notation.member(name, write(notation, one, inner))),
      indent,
    );
  }
  // Python and R read the escapes of JSON's texts as JSON does.
  return JSON.stringify(value);
};

const PYTHON: Notation = {
  none: 'None',
  yes: 'True',
  no: 'False',
  list: ['[', ']'],
  object: ['{', '}'],
  emptyObject: '{}',
  member: (name, value) => `${JSON.stringify(name)}: ${value}`,
};

const R: Notation = {
  none: 'NULL',
  yes: 'TRUE',
  no: 'FALSE',
  list: ['list(', ')'],
  object: ['list(', ')'],
  // httr2 sends a list without names as an array.
  emptyObject: 'setNames(list(), character())',
  member: (name, value) => `${/^[a-z]\w*$/i.test(name) && !R_WORDS.has(name) ? name : JSON.stringify(name)} = ${value}`,
};

/** Words of R that are no names of its own. */
const R_WORDS = new Set(
  'if else repeat while function for next break in TRUE FALSE NULL Inf NaN NA NA_integer_ NA_real_ NA_character_'.split(
    ' ',
  ),
);

/** A value of JSON in Python. */
export const writePython = (value: unknown): string => write(PYTHON, value);

/** A value of JSON in R, as httr2 turns it into the same JSON again. */
export const writeR = (value: unknown): string => write(R, value);

/** A text of several lines in Python. */
export const writePythonText = (text: string): string =>
  `"""\n${text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"')}\n"""`;

/** A text of several lines in R: a raw one, with as many dashes as it takes that the text does not end it. */
export const writeRText = (text: string): string => {
  let dashes = '';
  while (text.includes(`)${dashes}"`)) dashes += '-';
  return `r"${dashes}(\n${text}\n)${dashes}"`;
};

/** A text of several lines in TypeScript. */
export const writeScriptText = (text: string): string => `\`\n${text.replace(/[\\`]|\$\{/g, '\\$&')}\n\``;

/** A text in a shell. */
export const writeShellText = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
