import { useEffect, useRef, useState } from 'react';
import { FieldInput, isEditable } from '../form/field-input.tsx';
import { shownFields, validate, type FieldErrors } from '../form/validation.ts';
import type { AdverseEvents_Event } from '../generated/graphql.ts';
import { fieldsOf, type Project } from '../project.ts';
import type { Entered, Refusal } from './add-adverse-event.ts';
import { enteredOf } from './entered.ts';
import type { Participant } from './participant-page.tsx';

interface DialogProps {
  readonly project: Project;
  readonly participant: Participant;
  readonly refusal: Refusal | undefined;
  readonly onSave: (entered: Entered) => void;
  readonly onClose: () => void;
}

type Event = NonNullable<Project['instrument']>['events'][number];

/** The events of the participant's own arms for which the instrument is designated. */
const eventsOf = (project: Project, { arms }: Participant): readonly Event[] =>
  (project.instrument?.events ?? []).filter(({ arm }) => arms.some(({ armNum }) => armNum === arm.armNum));

/** A name of the graph for an event: GraphQL takes no digit at its beginning. */
const enumOf = ({ uniqueEventName: name }: Event): AdverseEvents_Event =>
  // The instrument is designated for this event, so that its enum has it.
  (/^\d/.test(name) ? `_${name}` : name) as AdverseEvents_Event;

/** The form of an adverse event, made of the data dictionary. It checks what the dictionary says before anything is sent. */
export const AdverseEventDialog = ({ project, participant, refusal, onSave, onClose }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const [form, setForm] = useState<Readonly<Record<string, string>>>(refusal?.entered.form ?? {});
  const [errors, setErrors] = useState<FieldErrors>(refusal?.fields ?? {});
  const events = eventsOf(project, participant);
  const event = events.find(({ id }) => id === form['event']) ?? events[0];
  const fields = fieldsOf(project, 'adverse_events').filter(isEditable);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    // People who do not see the page go on at the first field that is wrong.
    const [first] = Object.keys(errors);
    if (first !== undefined) document.getElementById(first)?.focus();
  }, [errors]);

  const save = (): void => {
    const found = validate(fields, form, new Date().toLocaleDateString('sv'));
    setErrors(found);
    if (Object.keys(found).length > 0 || event === undefined) return;
    onSave(enteredOf(shownFields(fields, form), form, { id: event.id, name: event.eventName, value: enumOf(event) }));
  };

  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onClose={onClose}>
      <form
        noValidate
        onSubmit={(submit) => {
          submit.preventDefault();
          save();
        }}
      >
        <h2 id="dialog-title">New adverse event</h2>
        {refusal !== undefined && refusal.general !== '' && (
          <p className="problem" role="alert">
            {refusal.general}
          </p>
        )}
        <div className="field">
          <label htmlFor="event">Visit</label>
          <select
            id="event"
            value={event?.id ?? ''}
            onChange={({ target }) => setForm({ ...form, event: target.value })}
          >
            {events.map(({ id, eventName }) => (
              <option key={id} value={id}>
                {eventName}
              </option>
            ))}
          </select>
        </div>
        {shownFields(fields, form).map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={form[field.fieldName] ?? ''}
            error={errors[field.fieldName]}
            onValue={(value) => setForm({ ...form, [field.fieldName]: value })}
          />
        ))}
        <div className="actions">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="primary">
            Save
          </button>
        </div>
      </form>
    </dialog>
  );
};
