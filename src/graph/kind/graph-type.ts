/** The scalars of the graph that values have. */
export type ScalarName = 'Boolean' | 'Date' | 'Decimal' | 'LocalDateTime' | 'String' | 'WholeNumber';

/** A field of the object type of a value; nullable, unless it is a list. */
export interface OutputField<Typed> {
  readonly type: ScalarName | 'Choice' | 'StoredFile';
  readonly isList?: true;
  /** It is never null. A list never is. */
  readonly isRequired?: true;
  readonly description: string;
  /** Reads the field from the typed value. For a `StoredFile`, that is the name of the file; for a `Choice`, the choice of the dictionary. */
  read(typed: Typed): unknown;
}

/** The object type of a value, as data. */
export interface OutputType<Typed> {
  readonly name: string;
  readonly description: string;
  readonly fields: Readonly<Record<string, OutputField<Typed>>>;
}

/** A field of an input type. */
export interface InputField {
  readonly type: ScalarName | 'FormStatus';
  /** A list of what is not null. */
  readonly isList?: true;
  readonly isRequired?: true;
  readonly description: string;
}

export type InputFields = Readonly<Record<string, InputField>>;

/** An input type, as data. */
export interface InputType {
  readonly name: string;
  readonly description: string;
  readonly fields: InputFields;
}
