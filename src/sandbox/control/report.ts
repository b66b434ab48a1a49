import { z } from 'zod';

import { statusField } from '../state/design.ts';
import type { ReportDefinition, SandboxProject } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';
import { findProject } from './project.ts';
import type { Route } from './route.ts';
import { readBody, requireKnown } from './route.ts';

const reportSchema = z.strictObject({
  project: z.int().optional(),
  title: z.string().trim().min(1),
  fields: z.array(z.string()).min(1),
  filterLogic: z.string().default(''),
});

const describeReport = (project: SandboxProject, { reportId, attributes }: ReportDefinition) => ({
  project: project.projectId,
  reportId,
  title: attributes['title'] ?? '',
  fields: (attributes['redcap_reports_fields'] ?? '').split(',').filter((name) => name !== ''),
});

const addReport = (project: SandboxProject, order: z.output<typeof reportSchema>): ReportDefinition => {
  const { title, fields, filterLogic } = order;
  const statuses = project.instruments.map(({ name }) => statusField(name));
  requireKnown('fields', fields, [...project.fields.map(({ field_name }) => field_name), ...statuses]);
  const reports = (project.reports ??= []);
  const report: ReportDefinition = {
    reportId: Math.max(0, ...reports.map(({ reportId }) => reportId)) + 1,
    attributes: { title, redcap_reports_fields: fields.join(','), advanced_logic: filterLogic },
  };
  reports.push(report);
  return report;
};

/** The routes about reports. REDCap shows the ids of reports on its pages only. */
export const createReportRoutes = (store: SandboxStore): readonly Route[] => [
  {
    method: 'GET',
    path: '/reports',
    about: 'the reports of all projects with their ids; ?project= chooses',
    run: ({ query }) => {
      const project = query.get('project');
      const projects = project === null ? [...store.projects.values()] : [findProject(store, project)];
      return projects.flatMap((owner) => (owner.reports ?? []).map((report) => describeReport(owner, report)));
    },
  },
  {
    method: 'POST',
    path: '/reports',
    about: 'make a report',
    run: ({ body }) => {
      const order = readBody(reportSchema, body);
      const project = findProject(store, order.project);
      return describeReport(project, addReport(project, order));
    },
  },
];
