import type { Cell } from '../../call/answer.ts';
import { exportRight } from '../../call/right.ts';
import type { Call } from '../../call/call.ts';
import { effectiveLongitudinal, hasRepeating } from '../../state/design.ts';
import type { SandboxMethod } from '../../call/method.ts';
import type { SandboxProject } from '../../state/project.ts';
import { isAtLeast } from '../../state/version.ts';

const flag = (value: boolean): number => (value ? 1 : 0);

/** Project information with numbers where REDCap has them, keys in its order (EVIDENCE.md#effective-longitudinal-flag). */
const describeProject = (project: SandboxProject): Record<string, Cell> => {
  const { settings } = project;
  return {
    project_id: project.projectId,
    project_title: settings.project_title,
    creation_time: project.creationTime,
    production_time: project.productionTime,
    in_production: flag(project.status !== 'development'),
    project_language: settings.project_language,
    purpose: settings.purpose,
    purpose_other: settings.purpose_other,
    project_notes: settings.project_notes,
    custom_record_label: settings.custom_record_label,
    secondary_unique_field: settings.secondary_unique_field,
    is_longitudinal: flag(effectiveLongitudinal(project)),
    has_repeating_instruments_or_events: flag(hasRepeating(project)),
    surveys_enabled: flag(settings.surveys_enabled),
    scheduling_enabled: flag(settings.scheduling_enabled),
    record_autonumbering_enabled: flag(settings.record_autonumbering_enabled),
    randomization_enabled: flag(settings.randomization_enabled),
    ddp_enabled: 0,
    project_irb_number: settings.project_irb_number,
    project_grant_number: settings.project_grant_number,
    project_pi_firstname: settings.project_pi_firstname,
    project_pi_lastname: settings.project_pi_lastname,
    project_pi_email: settings.project_pi_email,
    display_today_now_button: flag(settings.display_today_now_button),
    missing_data_codes: settings.missing_data_codes,
    external_modules: '',
    bypass_branching_erase_field_prompt: flag(settings.bypass_branching_erase_field_prompt),
  };
};

const exportProject = ({ store, project }: Call): { columns: string[]; row: Record<string, Cell> } => {
  const row = describeProject(project);
  const hasEmail = isAtLeast(store.version, '15.8.2');
  return { columns: Object.keys(row).filter((name) => hasEmail || name !== 'project_pi_email'), row };
};

/** Export Project Information. */
export const projectMethods: readonly SandboxMethod[] = [
  {
    title: 'Export Project Information',
    logged: 'Export project information',
    content: 'project',
    action: 'export',
    rights: [exportRight],
    handle: (call) => ({ kind: 'object', ...exportProject(call) }),
  },
];
