import { projectXml } from './odm.ts';

/** Two arms with two events each, demographics and labs; records 1 (arm 1) and 2 (arm 2). */
export const longitudinalXml = projectXml({
  title: 'Two arms',
  fields: [
    { form: 'demographics', name: 'id', type: 'text', label: 'Record ID' },
    { form: 'demographics', name: 'sex', type: 'radio', label: 'Sex', choices: { '0': 'Female', '1': 'Male' } },
    { form: 'labs', name: 'lab_date', type: 'text', label: 'Date', validation: 'date_ymd' },
    { form: 'labs', name: 'risk', type: 'checkbox', label: 'Risks', checkbox: '1, Smoking | -4, Other' },
  ],
  forms: { demographics: 'Demographics', labs: 'Laboratory values' },
  events: [
    { name: 'enrollment_arm_1', label: 'Enrollment', arm: 1, armName: 'Drug A', forms: ['demographics', 'labs'] },
    { name: 'visit_1_arm_1', label: 'Visit 1', arm: 1, armName: 'Drug A', forms: ['labs'] },
    { name: 'enrollment_arm_2', label: 'Enrollment', arm: 2, armName: 'Drug B', forms: ['demographics'] },
    { name: 'visit_1_arm_2', label: 'Visit 1', arm: 2, armName: 'Drug B', forms: [] },
  ],
  data: [
    {
      record: '1',
      event: 'enrollment_arm_1',
      form: 'demographics',
      values: { id: '1', sex: '0', demographics_complete: '2' },
    },
    {
      record: '1',
      event: 'visit_1_arm_1',
      form: 'labs',
      values: { lab_date: '2026-01-31', risk____4: '1', labs_complete: '1' },
    },
    {
      record: '2',
      event: 'enrollment_arm_2',
      form: 'demographics',
      values: { id: '2', sex: '1', demographics_complete: '0' },
    },
  ],
});

/** One instrument, no events. */
export const classicXml = projectXml({
  title: 'Classic',
  fields: [
    { form: 'demographics', name: 'id', type: 'text', label: 'Record ID' },
    { form: 'demographics', name: 'sex', type: 'radio', label: 'Sex', choices: { '0': 'Female', '1': 'Male' } },
  ],
  forms: { demographics: 'Demographics' },
  events: [],
  data: [{ record: '1', event: null, form: 'demographics', values: { id: '1', sex: '1', demographics_complete: '2' } }],
});
