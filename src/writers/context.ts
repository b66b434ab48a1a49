import type { Context } from '../context.ts';
import type { ProjectSource } from '../loaders/project-source.ts';

/** What a write needs of a request's context. */
export type WriteContext = Pick<
  Context,
  | 'backups'
  | 'lanes'
  | 'clock'
  | 'deadline'
  | 'hold'
  | 'wait'
  | 'signal'
  | 'witnesses'
  | 'operations'
  | 'operation'
  | 'subject'
  | 'reason'
>;

/** Reads from REDCap, past every cache: a check before a write (`readFresh`), or a look after it (`look`). */
export type Read = ProjectSource['readFresh'];
