/** An instrument's designation for an event as `content=formEventMapping` gives it. */
export interface FormEventMappingRow {
  readonly arm_num: number;
  readonly unique_event_name: string;
  readonly form: string;
}
