import { hasPeers } from './installed.ts';
import { peerGraph, rowGraph, type Graph } from './operation.ts';
import type { Target } from './measure.ts';
import { startProgram } from './program.ts';
import type { Upstream } from './upstream.ts';

interface Peer {
  readonly name: string;
  readonly args: readonly string[];
  readonly file: string;
  readonly graphOf: (name: string, fields: readonly string[]) => Graph;
}

const peers: readonly Peer[] = [
  { name: 'yoga + Pothos', file: 'yoga', args: [], graphOf: peerGraph },
  { name: 'yoga + graphql-jit', file: 'yoga', args: ['jit'], graphOf: peerGraph },
  { name: 'mercurius + jit', file: 'mercurius', args: [], graphOf: peerGraph },
  { name: 'Hive Gateway + JSON Schema', file: 'hive', args: [], graphOf: rowGraph },
];

/** The graph of a peer, asked for these fields. */
export const peerGraphOf = (name: string, fields: readonly string[]): Graph => {
  const peer = peers.find((one) => one.name === name);
  if (peer === undefined) throw new Error(`There is no peer "${name}".`);
  return peer.graphOf(name, fields);
};

/** Starts every peer that is installed before an upstream, each in a process of its own. */
export const startPeers = async (
  programs: AsyncDisposableStack,
  upstream: Upstream,
  fields: number,
  asked: readonly string[],
): Promise<readonly Target[]> => {
  const targets: Target[] = [];
  for (const { name, file, args, graphOf } of hasPeers ? peers : []) {
    const path = `../peer/program/${file}.ts`;
    const started = await startProgram(path, [upstream.url, upstream.token, String(fields), ...args]);
    targets.push({ name, program: programs.use(started), upstream, graph: graphOf(name, asked) });
  }
  return targets;
};
