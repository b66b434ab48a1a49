import type { FormField } from '../project.ts';

interface FieldInputProps {
  readonly field: FormField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onValue: (value: string) => void;
}

/** What a control is described by, for people who do not see where the words stand. */
const describedBy = ({ field, error }: FieldInputProps): string | undefined =>
  [
    ...(field.fieldNote == null ? [] : [`${field.fieldName}-note`]),
    ...(error === undefined ? [] : [`${field.fieldName}-error`]),
  ].join(' ') || undefined;

const INPUT_TYPES: readonly (readonly [validation: RegExp, type: string, inputMode?: 'numeric' | 'decimal'])[] = [
  [/^date_/, 'date'],
  [/^time$/, 'time'],
  [/^email$/, 'email'],
  [/^integer$/, 'text', 'numeric'],
  [/^number/, 'text', 'decimal'],
];

const TextControl = (props: FieldInputProps) => {
  const { field, value, error, onValue } = props;
  const [, type = 'text', inputMode] =
    INPUT_TYPES.find(([validation]) => validation.test(field.textValidationType ?? '')) ?? [];
  return (
    <input
      id={field.fieldName}
      type={type}
      {...(inputMode === undefined ? {} : { inputMode })}
      value={value}
      autoComplete="off"
      required={field.isRequired}
      aria-invalid={error !== undefined}
      aria-describedby={describedBy(props)}
      onChange={({ target }) => onValue(target.value)}
    />
  );
};

const NotesControl = (props: FieldInputProps) => (
  <textarea
    id={props.field.fieldName}
    rows={3}
    value={props.value}
    required={props.field.isRequired}
    aria-invalid={props.error !== undefined}
    aria-describedby={describedBy(props)}
    onChange={({ target }) => props.onValue(target.value)}
  />
);

const SelectControl = (props: FieldInputProps) => (
  <select
    id={props.field.fieldName}
    value={props.value}
    required={props.field.isRequired}
    aria-invalid={props.error !== undefined}
    aria-describedby={describedBy(props)}
    onChange={({ target }) => props.onValue(target.value)}
  >
    <option value="">–</option>
    {(props.field.choices ?? []).map(({ code, label }) => (
      <option key={code} value={code}>
        {label}
      </option>
    ))}
  </select>
);

const RadioControls = ({ field, value, onValue }: FieldInputProps) => (
  <div className="choices">
    {(field.choices ?? []).map(({ code, label }, index) => (
      <label key={code} className="check">
        <input
          // The first one stands for the group when the form moves the focus to a field.
          id={index === 0 ? field.fieldName : undefined}
          type="radio"
          name={field.fieldName}
          value={code}
          checked={value === code}
          onChange={() => onValue(code)}
        />
        {label}
      </label>
    ))}
    {value !== '' && !field.isRequired && (
      <button type="button" className="link" onClick={() => onValue('')}>
        Clear
      </button>
    )}
  </div>
);

const Words = ({ field, error }: FieldInputProps) => (
  <>
    {field.fieldNote != null && (
      <p className="note" id={`${field.fieldName}-note`}>
        {field.fieldNote}
      </p>
    )}
    {error !== undefined && (
      <p className="error" id={`${field.fieldName}-error`}>
        {error}
      </p>
    )}
  </>
);

const Label = ({ field }: { readonly field: FormField }) => (
  <>
    {field.fieldLabel}
    {field.isRequired && <span className="required"> (required)</span>}
  </>
);

/** The kinds of fields that this app has a control for, by the dictionary's types. */
export const isEditable = ({ fieldType }: FormField): boolean =>
  ['TEXT', 'NOTES', 'RADIO', 'DROPDOWN', 'YESNO', 'TRUEFALSE'].includes(fieldType);

/** One field of a form, as the data dictionary defines it, with what is wrong beside it. */
export const FieldInput = (props: FieldInputProps) => {
  const { field } = props;
  if (['RADIO', 'YESNO', 'TRUEFALSE'].includes(field.fieldType)) {
    return (
      <fieldset className="field" aria-describedby={describedBy(props)}>
        <legend>
          <Label field={field} />
        </legend>
        <RadioControls {...props} />
        <Words {...props} />
      </fieldset>
    );
  }
  const Control =
    field.fieldType === 'NOTES' ? NotesControl : field.fieldType === 'DROPDOWN' ? SelectControl : TextControl;
  return (
    <div className="field">
      <label htmlFor={field.fieldName}>
        <Label field={field} />
      </label>
      <Control {...props} />
      <Words {...props} />
    </div>
  );
};
