import type { Call } from '../../call/call.ts';
import { effectiveLongitudinal, fieldByName, nameDag, statusField } from '../../state/design.ts';
import type { StoredRecord } from '../../state/project.ts';
import { rowKey } from '../../state/project.ts';
import type { RowChange } from './change.ts';
import { changedFields } from './change.ts';

/** The forms of which a change has values. */
const formsOf = ({ project }: Call, change: RowChange): string[] => {
  const names = changedFields(change);
  const forms = new Set(Array.from(names, (name) => fieldByName(project, name)?.form_name));
  return project.instruments.flatMap(({ name }) => (forms.has(name) || names.has(statusField(name)) ? [name] : []));
};

/**
 * What REDCap's Data Entry Trigger would send if a person had saved the forms that an import has changed: one text of parameters for
 * each form. REDCap itself sends nothing for imports by the API (EVIDENCE.md#data-entry-trigger).
 */
export const entriesOf = (call: Call, record: StoredRecord, change: RowChange): URLSearchParams[] => {
  const { project, user } = call;
  const { eventId, repeatInstrument, instance } = change.address;
  const event = project.events.find((one) => one.eventId === eventId);
  const row = record.rows.get(rowKey(eventId, repeatInstrument, instance));
  return formsOf(call, change).map(
    (form) =>
      new URLSearchParams({
        project_id: String(project.projectId),
        username: user.username,
        instrument: form,
        record: record.name,
        ...(effectiveLongitudinal(project) ? { redcap_event_name: event?.uniqueEventName ?? '' } : {}),
        ...(record.dagId === null ? {} : { redcap_data_access_group: nameDag(project, record.dagId) }),
        ...(instance === null ? {} : { redcap_repeat_instance: String(instance) }),
        ...(repeatInstrument === '' ? {} : { redcap_repeat_instrument: repeatInstrument }),
        [statusField(form)]: row?.values.get(statusField(form)) ?? '0',
      }),
  );
};
