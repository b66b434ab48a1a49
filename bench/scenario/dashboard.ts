import { exampleProject, readExample } from '../load/example.ts';
import { startGateway } from '../load/gateway.ts';
import { askBy, clientOf, type Target } from '../load/measure.ts';
import type { Ask, Graph } from '../load/operation.ts';
import { sample, type Sample } from '../load/sample.ts';
import { setUp, type Stage } from '../load/stage.ts';
import { startUpstream } from '../load/upstream.ts';
import { redcapCost, type Cost } from '../load/upstream/cost.ts';
import { resultRow, type Result, type ResultRow } from '../result.ts';

const DASHBOARDS = 20;

/** How much is measured. */
export interface DashboardSize {
  readonly records: number;
  readonly page: number;
}

const usual: DashboardSize = { records: 5_000, page: 100 };

type Look = (ask: Ask) => Promise<unknown>;

/** A program that is looked at, and where below its address. */
type LookedAt = Omit<Target, 'graph'> & { readonly graph: Pick<Graph, 'path'> };

/** Opens so many dashboards at the same time, each with a connection of its own. */
const open = async ({ program, graph }: LookedAt, look: Look, count: number): Promise<void> => {
  const clients = Array.from({ length: count }, () => clientOf(program, graph.path));
  await Promise.all(clients.map((client) => look(askBy(client))));
  for (const client of clients) client.close();
};

const rowOf = (name: string, one: Sample, all: Sample): ResultRow =>
  resultRow(name, {
    'bytes of 20 / of one': all.bytes / one.bytes,
    'wall of 20 / of one': all.wallMs / one.wallMs,
    'calls of 20': all.calls,
    'calls of one': one.calls,
    'CPU ms of 20': all.cpuMs,
    'wall ms of 20': all.wallMs,
  });

const measureLook = async (name: string, target: LookedAt, look: Look): Promise<ResultRow> => {
  await open(target, look, 1);
  const one = await sample(target, () => open(target, look, 1));
  const all = await sample(target, () => open(target, look, DASHBOARDS));
  return rowOf(name, one, all);
};

/** The first page of a list, asked for by twenty callers at once. */
export const measurePage = async (stage: Stage, { records, page }: DashboardSize): Promise<Result> => {
  const rows: ResultRow[] = [];
  for (const target of [stage.floor, ...stage.graphs, ...stage.peers]) {
    rows.push(await measureLook(target.name, target, (ask) => target.graph.list(ask, page).next()));
  }
  return { title: `20 callers, the first ${String(page)} of ${String(records)} records`, rows };
};

/** The enrolment dashboard of the demo study, which filters. */
const measureEnrolment = async (cost: Cost): Promise<Result> => {
  await using upstream = await startUpstream({ study: 'demo', records: 1_200, cost });
  await using gateway = await startGateway(upstream, { [exampleProject]: upstream.token });
  const target = { name: 'static', program: gateway, upstream, graph: { path: 'graphql' } };
  const operation = readExample('04-enrolled');
  const row = await measureLook('enrolment dashboard, static', target, (ask) => ask(operation));
  return { title: '20 dashboards of the demo study', rows: [row] };
};

/** Twenty dashboards that are opened at once, before a REDCap that takes its time. */
export const benchDashboard = async (): Promise<readonly Result[]> => {
  await using stage = await setUp({ records: usual.records, cost: redcapCost });
  return [await measureEnrolment(redcapCost), await measurePage(stage, usual)];
};
