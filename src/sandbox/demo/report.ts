import type { ReportDefinition } from '../state/project.ts';

interface ReportPlan {
  readonly title: string;
  readonly fields: readonly string[];
  readonly logic: string;
  /** Whether rows are chosen, or all rows of the records that have such a row. */
  readonly filterType: 'EVENT' | 'RECORD';
  readonly showsGroups?: true;
}

const plans: readonly ReportPlan[] = [
  {
    title: 'Enrolment by site',
    fields: ['record_id', 'enrol_date', 'sex', 'age', 'rand_group'],
    logic: "[enrol_date] <> ''",
    filterType: 'EVENT',
    showsGroups: true,
  },
  {
    title: 'Serious adverse events',
    fields: ['record_id', 'ae_term', 'ae_onset', 'ae_ongoing'],
    logic: "[ae_serious] = '1'",
    filterType: 'EVENT',
  },
  {
    title: 'Participants with a severe stroke, all visits',
    fields: ['record_id', 'nihss', 'mrs', 'sbp', 'dbp'],
    logic: '[nihss] > 20',
    filterType: 'RECORD',
  },
];

/** The demo study's reports 1 to 3, with the attributes that a project XML would have for them. */
export const makeDemoReports = (): ReportDefinition[] =>
  plans.map((plan, index) => ({
    reportId: index + 1,
    attributes: {
      title: plan.title,
      unique_report_name: `R-DEMO${String(index + 1).padStart(6, '0')}`,
      report_order: String(index + 1),
      user_access: 'ALL',
      user_edit_access: 'ALL',
      description: '',
      combine_checkbox_values: '0',
      output_dags: plan.showsGroups === true ? '1' : '0',
      output_survey_fields: '0',
      output_missing_data_codes: '1',
      remove_line_breaks_in_values: '1',
      orderby_field1: 'record_id',
      orderby_sort1: 'ASC',
      advanced_logic: plan.logic,
      filter_type: plan.filterType,
      redcap_reports_fields: plan.fields.join(','),
      redcap_reports_filter_dags: '',
      redcap_reports_filter_events: '',
    },
  }));
