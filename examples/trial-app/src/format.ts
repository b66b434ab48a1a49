/** A calendar date of the graph as people of the reader's language write it; a dash where there is none. */
export const formatDate = (date: string | null | undefined): string =>
  date == null ? '–' : new Date(`${date}T00:00:00`).toLocaleDateString(undefined, { dateStyle: 'medium' });
