/** Under which name GraphiQL keeps its tabs. */
export const TABS = 'graphiql:tabState';

let prefix = '';

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
  getItem: (name: string): string | null => localStorage.getItem(prefix + name),
  setItem: (name: string, value: string): void => localStorage.setItem(prefix + name, value),
  removeItem: (name: string): void => localStorage.removeItem(prefix + name),
  get length(): number {
    return names().length;
  },
  clear: (): void => names().forEach((name) => localStorage.removeItem(name)),
};
