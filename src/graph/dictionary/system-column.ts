/** Columns that REDCap itself adds to a flat export; survey timestamps come per instrument besides. */
export const systemColumns = {
  event: 'redcap_event_name',
  repeatInstrument: 'redcap_repeat_instrument',
  repeatInstance: 'redcap_repeat_instance',
  dataAccessGroup: 'redcap_data_access_group',
  surveyIdentifier: 'redcap_survey_identifier',
} as const;

/** The column in which the form status of an instrument comes. */
export const statusColumn = (instrument: string): string => `${instrument}_complete`;

/** The column in which the completion time of a survey instrument comes. */
export const timestampColumn = (instrument: string): string => `${instrument}_timestamp`;
