/** What a reader has chosen for the page itself. Nothing of a study and no credential is ever kept so. */
export type ChoiceName = 'language' | 'theme';

const keyOf = (name: ChoiceName): string => `redcap-graphql.${name}`;

/** A choice of an earlier visit; null where there is none, or where the browser keeps nothing. */
export const keptChoice = (name: ChoiceName): string | null => {
  try {
    return localStorage.getItem(keyOf(name));
  } catch {
    return null;
  }
};

/** Keeps a choice for the next visit, where the browser keeps anything. */
export const keepChoice = (name: ChoiceName, value: string): void => {
  try {
    localStorage.setItem(keyOf(name), value);
  } catch {
    // A browser that keeps nothing asks again at the next visit.
  }
};
