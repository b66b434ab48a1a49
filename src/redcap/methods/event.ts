/** An event as `content=event` gives it; the three offsets only when the project uses scheduling. */
export interface EventRow {
  readonly event_name: string;
  readonly arm_num: number;
  readonly unique_event_name: string;
  readonly custom_event_label: string | null;
  readonly event_id: number | null;
  readonly day_offset?: number;
  readonly offset_min?: number;
  readonly offset_max?: number;
}
