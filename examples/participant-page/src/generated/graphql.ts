/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Why there is no value: the first reason that applies, in the order NOT_EXPORTED, MISSING_DATA_CODE, NOT_DESIGNATED, FORM_NOT_STARTED, HIDDEN, BLANK. */
export type Absence =
  /** Nothing is stored, and no other reason is sure. So it is where the gateway cannot evaluate the branching logic for sure. */
  | 'BLANK'
  /** Nothing of the instrument, or of this instance of it, is saved. */
  | 'FORM_NOT_STARTED'
  /** The branching logic hides the field here, and nothing is stored. A hidden field that holds a value shows it. */
  | 'HIDDEN'
  /** A missing data code is stored: see missingDataCode. */
  | 'MISSING_DATA_CODE'
  /** The instrument of the field is not designated for this event. */
  | 'NOT_DESIGNATED'
  /** Withheld by the export rights of the token's user. */
  | 'NOT_EXPORTED';

/** The events that adverse_events is designated for. */
export type AdverseEvents_Event =
  /**
   * 21 day follow up (Arm 1: Drug A)
   * REDCap: 21_day_follow_up_arm_1
   */
  | '_21_day_follow_up_arm_1'
  /**
   * 21 day follow up (Arm 2: Drug B)
   * REDCap: 21_day_follow_up_arm_2
   */
  | '_21_day_follow_up_arm_2'
  /**
   * 90 day follow up (Arm 1: Drug A)
   * REDCap: 90_day_follow_up_arm_1
   */
  | '_90_day_follow_up_arm_1'
  /**
   * 90 day follow up (Arm 2: Drug B)
   * REDCap: 90_day_follow_up_arm_2
   */
  | '_90_day_follow_up_arm_2'
  /** Baseline (Arm 1: Drug A) */
  | 'baseline_arm_1'
  /** Baseline (Arm 2: Drug B) */
  | 'baseline_arm_2';

/** What one saved adverse_events must be like. All that is given must hold of the same saved adverse_events. */
export type AdverseEvents_Filter = {
  /** Grade (CTCAE) */
  ae_grade?: ChoiceFilter | null | undefined;
  /** Narrative */
  ae_narrative?: TextFilter | null | undefined;
  /** Still going on */
  ae_ongoing?: BooleanFilter | null | undefined;
  /** Onset */
  ae_onset?: DateFilter | null | undefined;
  /** Outcome */
  ae_outcome?: ChoiceFilter | null | undefined;
  /** Report */
  ae_report?: FileFilter | null | undefined;
  /** Serious? */
  ae_serious?: BooleanFilter | null | undefined;
  /** What happened? */
  ae_term?: TextFilter | null | undefined;
  /** All of these. */
  and?: Array<AdverseEvents_Filter> | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: AdverseEvents_Event | null | undefined;
  /** The opposite of this. */
  not?: AdverseEvents_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<AdverseEvents_Filter> | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
};

/** Values of adverse_events. A variable that is left out or null stays as it is. */
export type AdverseEvents_Input = {
  /**
   * Grade (CTCAE)
   * (radio)
   * Choices: 1 = Mild; 2 = Moderate; 3 = Severe; 4 = Life-threatening, urgent; 5 = Death.
   */
  ae_grade?: string | null | undefined;
  /**
   * Narrative
   * (notes)
   * Shown if: [ae_serious] = '1'
   */
  ae_narrative?: string | null | undefined;
  /**
   * Still going on
   * (truefalse)
   * Choices: 1 = True; 0 = False.
   */
  ae_ongoing?: boolean | null | undefined;
  /**
   * Onset
   * (text, date_ymd)
   */
  ae_onset?: string | null | undefined;
  /**
   * Outcome
   * (dropdown)
   * Choices: 1 = Resolved; 2 = Resolved, with sequelae; 3 = Not resolved; 4 = Fatal.
   */
  ae_outcome?: string | null | undefined;
  /**
   * Serious?
   * (yesno)
   * Choices: 1 = Yes; 0 = No.
   */
  ae_serious?: boolean | null | undefined;
  /**
   * What happened?
   * (text)
   */
  ae_term?: string | null | undefined;
};

/** A value matches when all the given operators match. */
export type BooleanFilter = {
  /** Equal to this answer. */
  eq?: boolean | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this answer. A blank value is not equal to it either. */
  ne?: boolean | null | undefined;
};

/** A value matches when all the given operators match. The values have an order only where all codes are numbers. */
export type ChoiceFilter = {
  /** Equal to this code. */
  eq?: string | null | undefined;
  /** Greater or later than this. A blank value never matches. */
  gt?: string | null | undefined;
  /** Equal to this, greater or later. A blank value never matches. */
  gte?: string | null | undefined;
  /** Equal to one of these values. The list holds at least one code. */
  in?: Array<string> | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** Less or earlier than this. A blank value never matches. */
  lt?: string | null | undefined;
  /** Equal to this, less or earlier. A blank value never matches. */
  lte?: string | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this code. A blank value is not equal to it either. */
  ne?: string | null | undefined;
};

/** A value matches when all the given operators match. */
export type DateFilter = {
  /** Equal to this date. */
  eq?: string | null | undefined;
  /** Greater or later than this. A blank value never matches. */
  gt?: string | null | undefined;
  /** Equal to this, greater or later. A blank value never matches. */
  gte?: string | null | undefined;
  /** Equal to one of these values. The list holds at least one date. */
  in?: Array<string> | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** Less or earlier than this. A blank value never matches. */
  lt?: string | null | undefined;
  /** Equal to this, less or earlier. A blank value never matches. */
  lte?: string | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this date. A blank value is not equal to it either. */
  ne?: string | null | undefined;
};

/** Whether there is a file. */
export type FileFilter = {
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
};

/** How far an instrument is filled in (`<instrument>_complete`). */
export type FormStatus =
  /** Complete: 2, green. */
  | 'COMPLETE'
  /** Incomplete: 0, red. */
  | 'INCOMPLETE'
  /** No status stored: grey. */
  | 'NOT_STARTED'
  /** Unverified: 1, yellow. */
  | 'UNVERIFIED';

/** How far the form is filled in. A status matches when all the given operators match. */
export type FormStatusFilter = {
  /** Equal to this status. */
  eq?: FormStatus | null | undefined;
  /** Equal to one of these values. The list holds at least one status. */
  in?: Array<FormStatus> | null | undefined;
  /** Not equal to this status. A blank value is not equal to it either. */
  ne?: FormStatus | null | undefined;
};

/** What became of a row or of a value. */
export type RowOutcome =
  /** Was not there and is now; in a dry run: would be. */
  | 'CREATED'
  /** Not sent to REDCap, because other rows were refused or REDCap could not take it. */
  | 'NOT_ATTEMPTED'
  /** Refused, by the gateway or by REDCap, and not written. */
  | 'REJECTED'
  /** Was stored like this already; not sent. */
  | 'UNCHANGED'
  /** Sent, but what is stored now is not known or is not what was sent. Read it before you write it again. */
  | 'UNKNOWN'
  /** Was there and is changed now; in a dry run: would be. */
  | 'UPDATED';

/** A value matches when all the given operators match. */
export type TextFilter = {
  /** Holds this text somewhere, in capitals or not. */
  contains?: string | null | undefined;
  /** Equal to this text. */
  eq?: string | null | undefined;
  /** Equal to one of these values. The list holds at least one text. */
  in?: Array<string> | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this text. A blank value is not equal to it either. */
  ne?: string | null | undefined;
  /** Begins with this text, in capitals or not. */
  startsWith?: string | null | undefined;
};

export type AddAdverseEventMutationVariables = Exact<{
  record: string;
  values: AdverseEvents_Input;
  key: string;
}>;


export type AddAdverseEventMutation = { __typename: 'Mutation', importRecords: { __typename: 'ImportRecordsPayload', rows: Array<{ __typename: 'RowResult', outcome: RowOutcome, repeatInstance: number | null, errors: Array<{ __typename: 'UserError', path: Array<string>, message: string }> }>, errors: Array<{ __typename: 'UserError', message: string }> } | null };

export type AdverseEventLineFragment = { __typename: 'AdverseEvents', id: string, repeatInstance: number | null, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_onset: { __typename: 'DateValue', value: string | null } | null };

export type AdverseEventsOfGradeQueryVariables = Exact<{
  where: AdverseEvents_Filter;
  after?: string | null | undefined;
}>;


export type AdverseEventsOfGradeQuery = { __typename: 'Query', instrumentData: { __typename: 'InstrumentTables', adverse_events: { __typename: 'AdverseEvents_Connection', totalCount: number, nodes: Array<{ __typename: 'AdverseEvents', id: string, repeatInstance: number | null, record: { __typename: 'Record', id: string, name: string }, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_onset: { __typename: 'DateValue', value: string | null } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, completeness: { __typename: 'Completeness', isComplete: boolean } } | null } };

export type ParticipantPageQueryVariables = Exact<{
  record: string;
}>;


export type ParticipantPageQuery = { __typename: 'Query', record: { __typename: 'Record', id: string, name: string, demographics: { __typename: 'Demographics', id: string, dob: { __typename: 'DateValue', value: string | null, absence: Absence | null } | null, sex: { __typename: 'ChoiceValue', label: string | null } | null } | null, vitals: { __typename: 'Vitals_Connection', nodes: Array<{ __typename: 'Vitals', id: string, repeatInstance: number | null, event: { __typename: 'Event', id: string, eventName: string } | null, sbp: { __typename: 'IntegerValue', value: number | null, isInvalid: boolean } | null, dbp: { __typename: 'IntegerValue', value: number | null } | null }> }, adverse_events: { __typename: 'AdverseEvents_Connection', totalCount: number, nodes: Array<{ __typename: 'AdverseEvents', id: string, repeatInstance: number | null, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_onset: { __typename: 'DateValue', value: string | null } | null }> } } | null };

export const AdverseEventLineFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AdverseEventLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_onset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<AdverseEventLineFragment, unknown>;
export const AddAdverseEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddAdverseEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"values"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents_Input"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"adverse_events"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"EnumValue","value":"baseline_arm_1"}},{"kind":"ObjectField","name":{"kind":"Name","value":"newInstance"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"values"},"value":{"kind":"Variable","name":{"kind":"Name","value":"values"}}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<AddAdverseEventMutation, AddAdverseEventMutationVariables>;
export const AdverseEventsOfGradeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AdverseEventsOfGrade"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents_Filter"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"instrumentData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"adverse_events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AdverseEventLine"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AdverseEventLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_onset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<AdverseEventsOfGradeQuery, AdverseEventsOfGradeQueryVariables>;
export const ParticipantPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ParticipantPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"demographics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"event"},"value":{"kind":"EnumValue","value":"baseline_arm_1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dob"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"absence"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sex"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"vitals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"sbp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isInvalid"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dbp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"adverse_events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AdverseEventLine"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AdverseEventLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_onset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<ParticipantPageQuery, ParticipantPageQueryVariables>;