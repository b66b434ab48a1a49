/** Smart variables that name an event and may stand before a field. */
export const eventVariables: ReadonlySet<string> = new Set([
  'event-name',
  'first-event-name',
  'last-event-name',
  'previous-event-name',
  'next-event-name',
]);

/** Smart variables that name an instance and may stand behind a field. */
export const instanceVariables: ReadonlySet<string> = new Set([
  'first-instance',
  'last-instance',
  'current-instance',
  'previous-instance',
  'next-instance',
]);

const others = new Set([
  'record-name',
  'record-dag-name',
  'record-dag-id',
  'record-dag-label',
  'event-label',
  'event-id',
  'event-number',
  'arm-number',
  'arm-label',
  'user-name',
  'user-fullname',
  'user-email',
  'user-dag-name',
  'user-dag-id',
  'user-dag-label',
  'user-role-id',
  'user-role-name',
  'user-role-label',
  'instrument-name',
  'instrument-label',
  'new-instance',
  'is-form',
  'is-survey',
  'form-url',
  'form-link',
  'project-id',
  'redcap-base-url',
  'redcap-version',
  'redcap-version-url',
  'survey-access-code',
  'survey-base-url',
  'survey-date-completed',
  'survey-datetime-completed',
  'survey-duration',
  'survey-duration-completed',
  'survey-link',
  'survey-queue-link',
  'survey-queue-url',
  'survey-return-code',
  'survey-time-completed',
  'survey-title',
  'survey-url',
]);

/** Whether REDCap has a smart variable of this name; `:parameters` do not count. */
export function isSmartVariable(name: string): boolean {
  const [variable = ''] = name.split(':');
  return eventVariables.has(variable) || instanceVariables.has(variable) || others.has(variable);
}
