/** Under which name GraphiQL keeps its tabs. */
export const TABS = 'graphiql:tabState';

let prefix = '';

/** What GraphiQL keeps of the tab that is shown, beside all tabs. */
const SHOWN = { 'graphiql:query': 'query', 'graphiql:variables': 'variables' } as const;

/** The tabs as GraphiQL keeps them. */
interface Kept {
  readonly activeTabIndex: number;
  readonly tabs: readonly { readonly query: string | null; readonly variables: string | null }[];
}

/** What this page has kept, with all variables. Another page, and a reload, begin with what the browser stores. */
const kept = new Map<string, string>();

/** The variables that are stored: the key of the project, and nothing else. Any other may be a value of a participant. */
const storedVariables = (text: unknown): string | null => {
  if (typeof text !== 'string') return null;
  try {
    const { project } = JSON.parse(text) as { readonly project?: unknown };
    return typeof project === 'string' ? JSON.stringify({ project }, null, 2) : null;
  } catch {
    // It is being typed.
    return null;
  }
};

/** What the browser stores of a text that GraphiQL keeps: tabs and history have variables, at any depth. */
const storedText = (name: string, text: string): string | null => {
  if (name === 'graphiql:variables') return storedVariables(text);
  if (!text.startsWith('{')) return text;
  try {
    const stored: unknown = JSON.parse(text, (key, value: unknown) =>
      key === 'variables' ? storedVariables(value) : value,
    );
    return JSON.stringify(stored);
  } catch {
    // A query begins with a brace as well.
    return text;
  }
};

const readKept = (name: string): string | null => kept.get(prefix + name) ?? localStorage.getItem(prefix + name);

const keep = (name: string, text: string): void => {
  kept.set(prefix + name, text);
  const stored = storedText(name, text);
  if (stored === null) localStorage.removeItem(prefix + name);
  else localStorage.setItem(prefix + name, stored);
};

const forget = (name: string): void => {
  kept.delete(prefix + name);
  localStorage.removeItem(prefix + name);
};

/** A text of the shown tab; undefined where no tabs are kept. */
const readShown = (part: 'query' | 'variables'): string | null | undefined => {
  const text = readKept(TABS);
  if (text === null) return undefined;
  // GraphiQL wrote it. Who changes it by hand gets the tabs of a first visit from GraphiQL.
  const { tabs, activeTabIndex } = JSON.parse(text) as Kept;
  return tabs[activeTabIndex]?.[part];
};

/** What is kept under a name. GraphiQL keeps the shown tab twice, a moment apart, and opens it once more where both differ. */
const read = (name: string): string | null => {
  const part = name in SHOWN ? SHOWN[name as keyof typeof SHOWN] : undefined;
  const shown = part === undefined ? undefined : readShown(part);
  return shown !== undefined ? shown : readKept(name);
};

const names = (): string[] =>
  [...new Set([...kept.keys(), ...Object.keys(localStorage)])]
    .filter((name) => name.startsWith(`${prefix}graphiql:`))
    .map((name) => name.slice(prefix.length));

/** Lets each graph have tabs of its own. */
export const keepTabsOf = (project: string | null): void => {
  prefix = project === null ? '' : `/projects/${project}/graphql `;
};

/**
 * The local storage under names of the graph that is shown: tabs, sizes and choices, but no headers, no answers, and no variables
 * but the project's key. It is one for all graphs, because GraphiQL knows one for as long as the page lives.
 */
export const tabStorage = {
  getItem: read,
  setItem: keep,
  removeItem: forget,
  get length(): number {
    return names().length;
  },
  clear: (): void => names().forEach(forget),
};
