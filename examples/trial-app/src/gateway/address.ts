/** The graph of the study. Another address than that of the app needs the app's origin in the gateway's `cors.origins`. */
export const GRAPH: string = (import.meta.env['VITE_GRAPH'] as string | undefined) ?? '/projects/stroke2/graphql';

/** The whole address of a file, for which the gateway gives the path unless it knows its public address. */
export const fileAddress = (downloadUrl: string): string => new URL(downloadUrl, new URL(GRAPH, location.href)).href;
