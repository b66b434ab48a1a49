/** What GraphiQL keeps in the browser: tabs, sizes and choices, but no headers and no answers. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear' | 'length'>;

/** Under which name GraphiQL keeps its tabs. */
export const TABS = 'graphiql:tabState';

/** The local storage under names of one graph: each graph has tabs of its own. */
export const storageOf = (project: string | null): TabStorage => {
  const prefix = project === null ? '' : `/projects/${project}/graphql `;
  const names = (): string[] => Object.keys(localStorage).filter((name) => name.startsWith(`${prefix}graphiql:`));
  return {
    getItem: (name) => localStorage.getItem(prefix + name),
    setItem: (name, value) => localStorage.setItem(prefix + name, value),
    removeItem: (name) => localStorage.removeItem(prefix + name),
    get length() {
      return names().length;
    },
    clear: () => names().forEach((name) => localStorage.removeItem(name)),
  };
};
