import CodeMirror from 'codemirror';
import 'codemirror-graphql/esm/hint.js';
import type { GraphQLSchema } from 'graphql';
import { getAutocompleteSuggestions, Position } from 'graphql-language-service';
import type { CompletionItem } from 'graphql-language-service';
import type { Dictionary } from './design.ts';

/** The dictionary of the study that the page shows. */
let dictionary: Dictionary = { instruments: [], variables: [] };

/** Where each of its names stands in it. */
let places: ReadonlyMap<string, number> = new Map();

/** Lets completion follow a dictionary. */
export const followDictionary = (followed: Dictionary): void => {
  dictionary = followed;
  const { instruments, variables } = followed;
  places = new Map([...instruments, ...variables].map(({ name }, index) => [name, index]));
};

/** What a person reads of an entry beside its name: the label, which descriptions of the typed graph begin with. */
const labelOf = ({ documentation, label }: CompletionItem): string => {
  const [line = ''] = (documentation ?? '').split('\n', 1);
  return places.has(label) || places.has(label.replace(/List$/, '')) ? line : '';
};

/** How well an entry fits: its name begins with the text, has it, or its label has it. Null where it does not fit. */
const rankOf = (item: CompletionItem, text: string): number | null => {
  const name = item.label.toLowerCase();
  if (name.startsWith(text)) return 0;
  if (name.includes(text)) return 1;
  return labelOf(item).toLowerCase().includes(text) ? 2 : null;
};

/** The entries that fit: those of the dictionary in its order, then the others as the schema has them. */
export const chooseEntries = (items: readonly CompletionItem[], typed: string): readonly CompletionItem[] => {
  const text = /^\w+$/.test(typed) ? typed.toLowerCase() : '';
  return items
    .map((item, index) => ({ item, rank: rankOf(item, text), place: places.get(item.label) ?? places.size + index }))
    .filter(({ rank }) => rank !== null)
    .sort((one, other) => Number(one.rank) - Number(other.rank) || one.place - other.place)
    .map(({ item }) => item);
};

/** Shows an entry with its label. */
const renderEntry = (element: HTMLElement, item: CompletionItem): void => {
  const name = document.createElement('span');
  name.textContent = item.label;
  element.append(name);
  const label = labelOf(item);
  if (label === '') return;
  const words = document.createElement('span');
  words.className = 'completion-label';
  words.textContent = label;
  element.append(' ', words);
};

/** What GraphiQL passes to completion. */
interface Options {
  readonly schema?: GraphQLSchema | null;
}

/** Arguments whose texts are names of the dictionary, and the beginning of such a text before the cursor. */
const NAMED = /\b(field|fields|instrument|instruments)\s*:\s*\[?[^\]]*"(\w*)$/;

/** What completion offers at a name of the dictionary in a text; undefined elsewhere. */
const completeName = (editor: CodeMirror.Editor): unknown => {
  const cursor = editor.getCursor();
  const line = editor.getLine(cursor.line);
  const [, argument, typed = ''] = NAMED.exec(line.slice(0, cursor.ch)) ?? [];
  if (argument === undefined) return undefined;
  const names = argument.startsWith('field') ? dictionary.variables : dictionary.instruments;
  const items = names.map(({ name, label }) => ({ label: name, documentation: label }));
  const after = /^\w*/.exec(line.slice(cursor.ch))?.[0] ?? '';
  return {
    list: chooseEntries(items, typed).map((item) => ({
      text: item.label,
      render: (element: HTMLElement) => renderEntry(element, item),
    })),
    from: CodeMirror.Pos(cursor.line, cursor.ch - typed.length),
    to: CodeMirror.Pos(cursor.line, cursor.ch + after.length),
  };
};

const complete = (editor: CodeMirror.Editor, { schema }: Options): unknown => {
  if (!schema) return undefined;
  const named = completeName(editor);
  if (named !== undefined) return named;
  const cursor = editor.getCursor();
  const token = editor.getTokenAt(cursor);
  const isWord = token.type !== null && /["\w]/.test(token.string.charAt(0));
  const start = isWord ? token.start : token.end;
  // Without the text, so that the library leaves none out and the order as it is. It takes CodeMirror's token for its own.
  const anything = { ...token, string: '' } as unknown as Parameters<typeof getAutocompleteSuggestions>[3];
  const position = new Position(cursor.line, start);
  const items = getAutocompleteSuggestions(schema, editor.getValue(), position, anything);
  const list = chooseEntries(items, isWord ? editor.getRange(CodeMirror.Pos(cursor.line, start), cursor) : '').map(
    (item) => ({
      text: item.rawInsert ?? item.label,
      type: item.type,
      description: item.documentation,
      isDeprecated: item.isDeprecated,
      deprecationReason: item.deprecationReason,
      render: (element: HTMLElement) => renderEntry(element, item),
    }),
  );
  const hints = { list, from: CodeMirror.Pos(cursor.line, start), to: CodeMirror.Pos(cursor.line, token.end) };
  // GraphiQL shows type and description of the chosen entry on it.
  if (list.length > 0) CodeMirror.signal(editor, 'hasCompletion', editor, hints, token);
  return hints;
};

/** Puts this completion in the place of GraphiQL's own, and lets all editors wrap long lines. */
export const installCompletion = (): void => {
  CodeMirror.registerHelper('hint', 'graphql', complete);
  Object.assign(CodeMirror.defaults, { lineWrapping: true });
};
