import CodeMirror from 'codemirror';
import 'codemirror-graphql/esm/hint.js';
import type { GraphQLSchema } from 'graphql';
import { getAutocompleteSuggestions, Position } from 'graphql-language-service';
import type { CompletionItem } from 'graphql-language-service';

/** Where each instrument and each variable stands in the dictionary of the study that the page shows. */
let places: ReadonlyMap<string, number> = new Map();

/** Lets completion follow a dictionary. */
export const followDictionary = (order: ReadonlyMap<string, number>): void => {
  places = order;
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

const complete = (editor: CodeMirror.Editor, { schema }: Options): unknown => {
  if (!schema) return undefined;
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
