/** The form of the parts, as clients name it: what the proposal for GraphQL's specification said on 24 August 2022. */
export const PARTS_FORM = 'deferSpec=20220824';

/** A form of answers that a client accepts: its type and parameters. */
const readAccepted = (accept: string): readonly (readonly string[])[] =>
  accept
    .toLowerCase()
    .split(',')
    .map((entry) => entry.split(';').map((part) => part.replaceAll(/[\s"]/g, '')))
    .filter((entry) => !entry.some((part) => /^q=0(\.0*)?$/.test(part)));

const isOurForm = (parameter: string): boolean =>
  !/^(deferspec|incrementalspec)=/.test(parameter) || parameter === PARTS_FORM.toLowerCase();

/** How a client takes an answer in parts. */
export type PartsCarrier = 'multipart/mixed' | 'text/event-stream';

/**
 * How a client takes an answer in parts, by its header `accept`; null when it does not. A client that names another form of
 * the parts, or that takes anything, would not understand ours.
 */
export const partsCarrierOf = (accept: string | null): PartsCarrier | null => {
  const accepted = readAccepted(accept ?? '').filter(([, ...parameters]) => parameters.every(isOurForm));
  const types = new Set(accepted.map(([type]) => type));
  if (types.has('multipart/mixed')) return 'multipart/mixed';
  return types.has('text/event-stream') ? 'text/event-stream' : null;
};
