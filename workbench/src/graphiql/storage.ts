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

/** A text of the shown tab; undefined where no tabs are kept. */
const readShown = (part: 'query' | 'variables'): string | null | undefined => {
  const text = localStorage.getItem(prefix + TABS);
  if (text === null) return undefined;
  // GraphiQL wrote it. Who changes it by hand gets the tabs of a first visit from GraphiQL.
  const { tabs, activeTabIndex } = JSON.parse(text) as Kept;
  return tabs[activeTabIndex]?.[part];
};

/** What is kept under a name. GraphiQL keeps the shown tab twice, a moment apart, and opens it once more where both differ. */
const read = (name: string): string | null => {
  const part = name in SHOWN ? SHOWN[name as keyof typeof SHOWN] : undefined;
  const shown = part === undefined ? undefined : readShown(part);
  return shown !== undefined ? shown : localStorage.getItem(prefix + name);
};

const names = (): string[] => Object.keys(localStorage).filter((name) => name.startsWith(`${prefix}graphiql:`));

/** Lets each graph have tabs of its own. */
export const keepTabsOf = (project: string | null): void => {
  prefix = project === null ? '' : `/projects/${project}/graphql `;
};

/**
 * The local storage under names of the graph that is shown: tabs, sizes and choices, but no headers and no answers. It is one
 * for all graphs, because GraphiQL knows one for as long as the page lives.
 */
export const tabStorage = {
  getItem: read,
  setItem: (name: string, value: string): void => localStorage.setItem(prefix + name, value),
  removeItem: (name: string): void => localStorage.removeItem(prefix + name),
  get length(): number {
    return names().length;
  },
  clear: (): void => names().forEach((name) => localStorage.removeItem(name)),
};
