/** An instrument as `content=instrument` gives it. */
export interface InstrumentRow {
  readonly instrument_name: string;
  readonly instrument_label: string;
}
