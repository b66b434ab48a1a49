import type { Cost } from './cost.ts';

/** How the upstream of a benchmark is to be. */
export interface UpstreamOptions {
  /**
   * `ready`: the benchmarks' study, whose records are texts that are ready. `stored`: the same study, which
   * keeps in memory what is imported, without any check. `demo`: the sandbox's demo study, with copies of its records.
   */
  readonly study: 'ready' | 'stored' | 'demo';
  readonly records: number;
  /** Fields of the benchmarks' study; twenty unless given. */
  readonly fields?: number;
  /** What calls, rows and cells cost; nothing unless given. */
  readonly cost?: Cost;
  /** Whether it keeps the bodies of calls, to be sent again by `program/replay.ts`. */
  readonly keepsCalls?: boolean;
  /** Files are this long when they are downloaded, and only counted when they are uploaded. */
  readonly fileMiB?: number;
}

/** What was asked of an upstream since the last look. */
export interface Stats {
  readonly calls: number;
  /** Bytes of its answers. */
  readonly bytes: number;
  /** Rows of records that it sent. */
  readonly rows: number;
  /** Cells of these rows, keys included. */
  readonly cells: number;
  /** Those of the benchmarks' study that are fields: neither keys nor form statuses. */
  readonly values: number;
  /** Rows of records that it received. */
  readonly written: number;
  /** The bodies of the calls, where it keeps them. */
  readonly bodies: readonly string[];
}
