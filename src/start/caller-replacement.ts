import type { Config } from '../config.ts';
import type { SharedState } from '../context.ts';
import type { Log } from '../gateway/access-log.ts';
import type { CallerPolicy } from '../gateway/caller.ts';
import { createCallerBook } from '../gateway/caller-book.ts';
import { findPlainDocument } from '../gateway/trusted-document/trusted-document.ts';
import type { FindDocument } from '../gateway/trusted-document/trusted-document.ts';
import type { ProjectConnection } from '../loaders/project-source.ts';
import { dropKept, openKeptProject } from '../loaders/kept-project.ts';
import { documentFinderOf, openCallers } from './callers.ts';
import type { Connections } from './connection.ts';
import type { EditionConfig } from './edition.ts';
import { digestSetting } from './setting-digest.ts';

/** What of a configuration callers and what they may see are made of. */
export type CallerConfig = EditionConfig & Pick<Config, 'callers' | 'trustedDocuments'>;

/** What callers are replaced in. */
export interface CallerReplacementParts {
  readonly connections: Connections;
  readonly shared: Pick<SharedState, 'stores' | 'clock'>;
  readonly fingerprintKey: Uint8Array;
  readonly log: Log;
}

/** Drops what was kept by tokens that are no more. Nobody would find it, and it would end with its age. */
const dropAll = async (
  connections: readonly ProjectConnection[],
  { shared, log }: Pick<CallerReplacementParts, 'shared' | 'log'>,
): Promise<void> => {
  const { stores, clock } = shared;
  const results = await Promise.allSettled(
    connections.map((connection) => dropKept(openKeptProject({ ...stores, ...connection, clock }))),
  );
  if (results.some(({ status }) => status === 'rejected'))
    log.warn({}, 'what was kept by tokens that are no more could not be dropped: it ends with its age');
};

/** All that checking the tokens of issuers depends on. */
const digestIssuers = ({ callers, network }: CallerConfig): string => digestSetting([callers.issuers, network.proxies]);

/** Finds documents by the edition that the caller of a request was found by. */
const openDocuments = (config: CallerConfig) => {
  let newest: FindDocument = documentFinderOf(config) ?? findPlainDocument;
  let digest = digestSetting(config.trustedDocuments);
  const finders = new WeakMap<object, FindDocument>([[config, newest]]);
  const find: FindDocument = (body, caller) =>
    ((caller?.edition === undefined ? undefined : finders.get(caller.edition)) ?? newest)(body, caller);
  return {
    find,
    replace: (next: CallerConfig): void => {
      const before = digest;
      digest = digestSetting(next.trustedDocuments);
      if (digest !== before) newest = documentFinderOf(next) ?? findPlainDocument;
      finders.set(next, newest);
    },
  };
};

/** Callers of a configuration, and the way to those of another. */
export interface ReplaceableCallers {
  readonly policy: CallerPolicy;
  readonly findDocument: FindDocument;
  /** Everything changes at once, so that no request sees parts of two configurations. */
  readonly replace: (next: CallerConfig) => void;
}

/** Opens the callers of a configuration. */
export const openReplaceableCallers = (config: CallerConfig, parts: CallerReplacementParts): ReplaceableCallers => {
  const { connections, fingerprintKey, log } = parts;
  const book = createCallerBook(openCallers(config, { fingerprintKey, log }));
  const documents = openDocuments(config);
  let issuers = digestIssuers(config);
  return {
    policy: book.policy,
    findDocument: documents.find,
    replace: (next) => {
      const before = issuers;
      issuers = digestIssuers(next);
      // The keys of issuers that have not changed are known already.
      const tokens = issuers === before ? book.policy.tokens : undefined;
      const gone = connections.replace(next);
      documents.replace(next);
      book.replace(openCallers(next, { fingerprintKey, log, tokens }));
      void dropAll(gone, parts);
    },
  };
};
