/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** What has become of a record. */
export type ChangeKind =
  /** The record is there, and no change reported it before. Keep it in place of what you may have under its name. */
  | 'CREATED'
  /** The record is not there any more, or the token does not see it. Drop what you may have under its name. */
  | 'DELETED'
  /** The record was there as `previousName`. Drop what you may have under that name, and keep this. Where it is not certain which record was renamed, there are two changes: deleted and created. */
  | 'RENAMED'
  /** The record may hold something else now. Keep it in place of what you may have under its name. */
  | 'UPDATED';

/** Which choices are ticked. A value matches when all the given operators match. */
export type CheckboxFilter = {
  /** All of these codes are ticked. */
  checked?: Array<string> | null | undefined;
  /** True: nothing is ticked, and no missing data code is stored. False: a choice is ticked, or a missing data code is stored. */
  isBlank?: boolean | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** None of these codes is ticked. */
  notChecked?: Array<string> | null | undefined;
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

/** The events that closeout is designated for. */
export type Closeout_Event =
  /** Closeout (Arm 1: Drug A) */
  | 'closeout_arm_1'
  /** Closeout (Arm 2: Drug B) */
  | 'closeout_arm_2';

/** What one saved closeout must be like. All that is given must hold of the same saved closeout. */
export type Closeout_Filter = {
  /** All of these. */
  and?: Array<Closeout_Filter> | null | undefined;
  /** Last contact */
  closeout_date?: DateFilter | null | undefined;
  /** Remarks */
  closeout_note?: TextFilter | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: Closeout_Event | null | undefined;
  /** Modified Rankin Scale at the end */
  final_mrs?: ChoiceFilter | null | undefined;
  /** The opposite of this. */
  not?: Closeout_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<Closeout_Filter> | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
  /** Withdrawn from the study? */
  withdrawn?: BooleanFilter | null | undefined;
  /** Reason */
  withdrawn_reason?: ChoiceFilter | null | undefined;
};

/** The events that concomitant_medications is designated for. */
export type ConcomitantMedications_Event =
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
  | 'baseline_arm_2'
  /**
   * Unscheduled (Arm 1: Drug A)
   * The event repeats.
   */
  | 'unscheduled_arm_1'
  /**
   * Unscheduled (Arm 2: Drug B)
   * The event repeats.
   */
  | 'unscheduled_arm_2';

/** What one saved concomitant_medications must be like. All that is given must hold of the same saved concomitant_medications. */
export type ConcomitantMedications_Filter = {
  /** All of these. */
  and?: Array<ConcomitantMedications_Filter> | null | undefined;
  /** Dose */
  cm_dose?: DecimalFilter | null | undefined;
  /** Medication */
  cm_name?: TextFilter | null | undefined;
  /** Still taken? */
  cm_ongoing?: BooleanFilter | null | undefined;
  /** Started */
  cm_start?: DateFilter | null | undefined;
  /** Unit */
  cm_unit?: ChoiceFilter | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: ConcomitantMedications_Event | null | undefined;
  /** The opposite of this. */
  not?: ConcomitantMedications_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<ConcomitantMedications_Filter> | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
};

/** The events that consent is designated for. */
export type Consent_Event =
  /** Screening (Arm 1: Drug A) */
  | 'screening_arm_1'
  /** Screening (Arm 2: Drug B) */
  | 'screening_arm_2';

/** What one saved consent must be like. All that is given must hold of the same saved consent. */
export type Consent_Filter = {
  /** All of these. */
  and?: Array<Consent_Filter> | null | undefined;
  /** Date of consent */
  consent_date?: DateFilter | null | undefined;
  /** Signed consent form (PDF) */
  consent_pdf?: FileFilter | null | undefined;
  /** Signature of the participant */
  consent_signature?: FileFilter | null | undefined;
  /** Version of the form */
  consent_version?: ChoiceFilter | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: Consent_Event | null | undefined;
  /** The opposite of this. */
  not?: Consent_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<Consent_Filter> | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
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

/** A value matches when all the given operators match. */
export type DateTimeFilter = {
  /** Equal to this date and time. */
  eq?: string | null | undefined;
  /** Greater or later than this. A blank value never matches. */
  gt?: string | null | undefined;
  /** Equal to this, greater or later. A blank value never matches. */
  gte?: string | null | undefined;
  /** Equal to one of these values. The list holds at least one date and time. */
  in?: Array<string> | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** Less or earlier than this. A blank value never matches. */
  lt?: string | null | undefined;
  /** Equal to this, less or earlier. A blank value never matches. */
  lte?: string | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this date and time. A blank value is not equal to it either. */
  ne?: string | null | undefined;
};

/** A value matches when all the given operators match. */
export type DecimalFilter = {
  /** Equal to this number. */
  eq?: string | null | undefined;
  /** Greater or later than this. A blank value never matches. */
  gt?: string | null | undefined;
  /** Equal to this, greater or later. A blank value never matches. */
  gte?: string | null | undefined;
  /** Equal to one of these values. The list holds at least one number. */
  in?: Array<string> | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** Less or earlier than this. A blank value never matches. */
  lt?: string | null | undefined;
  /** Equal to this, less or earlier. A blank value never matches. */
  lte?: string | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this number. A blank value is not equal to it either. */
  ne?: string | null | undefined;
};

/** The events that demographics is designated for. */
export type Demographics_Event =
  /** Baseline (Arm 1: Drug A) */
  | 'baseline_arm_1'
  /** Baseline (Arm 2: Drug B) */
  | 'baseline_arm_2';

/** What one saved demographics must be like. All that is given must hold of the same saved demographics. */
export type Demographics_Filter = {
  /** Address */
  address?: TextFilter | null | undefined;
  /** Age at enrolment (years) */
  age?: DecimalFilter | null | undefined;
  /** All of these. */
  and?: Array<Demographics_Filter> | null | undefined;
  /** Date of birth */
  dob?: DateFilter | null | undefined;
  /** E-mail */
  email?: TextFilter | null | undefined;
  /** Date of enrolment */
  enrol_date?: DateFilter | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: Demographics_Event | null | undefined;
  /** First name */
  first_name?: TextFilter | null | undefined;
  /** Notes on the household */
  household_note?: TextFilter | null | undefined;
  /** Last name */
  last_name?: TextFilter | null | undefined;
  /** Lives alone? */
  lives_alone?: BooleanFilter | null | undefined;
  /** The opposite of this. */
  not?: Demographics_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<Demographics_Filter> | null | undefined;
  /** Sex */
  sex?: ChoiceFilter | null | undefined;
  /** Smokes at present */
  smoker?: BooleanFilter | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
};

/** The events that eligibility is designated for. */
export type Eligibility_Event =
  /** Baseline (Arm 1: Drug A) */
  | 'baseline_arm_1'
  /** Baseline (Arm 2: Drug B) */
  | 'baseline_arm_2';

/** What one saved eligibility must be like. All that is given must hold of the same saved eligibility. */
export type Eligibility_Filter = {
  /** Age group */
  age_group?: ChoiceFilter | null | undefined;
  /** All of these. */
  and?: Array<Eligibility_Filter> | null | undefined;
  /** Takes an anticoagulant? */
  anticoagulated?: BooleanFilter | null | undefined;
  /** Eligible for the study? */
  eligible?: BooleanFilter | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: Eligibility_Event | null | undefined;
  /** Why not? */
  ineligible_reason?: TextFilter | null | undefined;
  /** NIHSS score at baseline */
  nihss?: IntegerFilter | null | undefined;
  /** The opposite of this. */
  not?: Eligibility_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<Eligibility_Filter> | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
};

/** What a mutation's error is about. */
export type ErrorCode =
  /** What is stored is not what the caller expected; nothing was written. Read again and decide anew. */
  | 'CONFLICT'
  /** The REDCap user behind this project lacks a right; see missingRight. REDCap's own refusal. */
  | 'FORBIDDEN_RIGHT'
  /** The idempotency key was used before with another input. Take a new key. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** An earlier write of the gateway, to the same project or file, has not ended. Nothing was sent. Try again in a while. */
  | 'LANE_BUSY'
  /** Something that the input names is not there: a record, a field, an event, a group, an arm. */
  | 'NOT_FOUND'
  /** The project is classic: it has no arms and events. */
  | 'NOT_LONGITUDINAL'
  /** Too many calls wait for REDCap in the gateway. Nothing was sent. Try again later. */
  | 'OVERLOADED'
  /** Some of the input was written and some was not; the rows show which. */
  | 'PARTIAL_WRITE'
  /** The caller has asked for as much as they may in a minute. Nothing was sent. Try again later. */
  | 'RATE_LIMITED'
  /** REDCap refused the call; see redcapMessage for its words. REDCap stored nothing of this call, as far as its API shows. */
  | 'REDCAP_REJECTED'
  /** REDCap could not be reached, or asks to wait, before anything was written. Try again later. */
  | 'REDCAP_UNAVAILABLE'
  /** The change was sent, and whether REDCap made it could not be found out. Read it back before you send it again. */
  | 'UNKNOWN_OUTCOME'
  /** The bytes of the file did not come to their end. Nothing was stored. Send the file again. */
  | 'UPLOAD_INCOMPLETE'
  /** The input contradicts itself or the design of the project. Nothing was sent. */
  | 'VALIDATION'
  /** This would delete data that the input does not say may be deleted. Nothing was sent. */
  | 'WOULD_DELETE_DATA'
  /** Somebody could see or do more than before, and the input does not say that this is meant. Nothing was sent. */
  | 'WOULD_WIDEN_ACCESS'
  /** REDCap allows this only while the project is in another status, mostly Development. */
  | 'WRONG_PROJECT_STATUS';

/** What kind of field it is (`field_type`). */
export type FieldType =
  /** REDCap calculates the value. It cannot be imported. */
  | 'CALC'
  /** Any number of choices. */
  | 'CHECKBOX'
  /** Text for people. The field holds no value. */
  | 'DESCRIPTIVE'
  /** One choice from a list. */
  | 'DROPDOWN'
  /** An uploaded file. */
  | 'FILE'
  /** Several lines of text, called Notes Box in REDCap. */
  | 'NOTES'
  /** One choice from buttons. */
  | 'RADIO'
  /** A drawn signature, kept as an image file. */
  | 'SIGNATURE'
  /** A whole number on a scale, 0 to 100 unless the field says otherwise. */
  | 'SLIDER'
  /** A choice from the result of a database query. REDCap's API does not return the query. */
  | 'SQL'
  /** One line of text, a number, a date or a time: see textValidationType. */
  | 'TEXT'
  /** True (1) or False (0). */
  | 'TRUEFALSE'
  /** A type that this gateway does not know. Its values are text. */
  | 'UNKNOWN'
  /** Yes (1) or No (0). */
  | 'YESNO';

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

/** A value matches when all the given operators match. */
export type IntegerFilter = {
  /** Equal to this number. */
  eq?: number | string | null | undefined;
  /** Greater or later than this. A blank value never matches. */
  gt?: number | string | null | undefined;
  /** Equal to this, greater or later. A blank value never matches. */
  gte?: number | string | null | undefined;
  /** Equal to one of these values. The list holds at least one number. */
  in?: Array<number | string> | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** Less or earlier than this. A blank value never matches. */
  lt?: number | string | null | undefined;
  /** Equal to this, less or earlier. A blank value never matches. */
  lte?: number | string | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this number. A blank value is not equal to it either. */
  ne?: number | string | null | undefined;
};

/** The events that labs is designated for. */
export type Labs_Event =
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
  | 'baseline_arm_2'
  /**
   * Unscheduled (Arm 1: Drug A)
   * The event repeats.
   */
  | 'unscheduled_arm_1'
  /**
   * Unscheduled (Arm 2: Drug B)
   * The event repeats.
   */
  | 'unscheduled_arm_2';

/** What one saved labs must be like. All that is given must hold of the same saved labs. */
export type Labs_Filter = {
  /** All of these. */
  and?: Array<Labs_Filter> | null | undefined;
  /** Creatinine (mg/dL) */
  creatinine?: DecimalFilter | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: Labs_Event | null | undefined;
  /** Glucose (mmol/L, decimal comma) */
  glucose?: DecimalFilter | null | undefined;
  /** Haemoglobin (g/dL) */
  haemoglobin?: DecimalFilter | null | undefined;
  /** INR */
  inr?: DecimalFilter | null | undefined;
  /** Comment of the laboratory */
  lab_comment?: TextFilter | null | undefined;
  /** The opposite of this. */
  not?: Labs_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<Labs_Filter> | null | undefined;
  /** Platelets (10⁹/L) */
  platelets?: IntegerFilter | null | undefined;
  /** Drawn at */
  sample_datetime?: DateTimeFilter | null | undefined;
  /** Sample */
  sample_id?: TextFilter | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
};

/** The events that quality_of_life is designated for. */
export type QualityOfLife_Event =
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
  | '_90_day_follow_up_arm_2';

/** What one saved quality_of_life must be like. All that is given must hold of the same saved quality_of_life. */
export type QualityOfLife_Filter = {
  /** All of these. */
  and?: Array<QualityOfLife_Filter> | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: QualityOfLife_Event | null | undefined;
  /** The opposite of this. */
  not?: QualityOfLife_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<QualityOfLife_Filter> | null | undefined;
  /** Usual activities */
  qol_activities?: ChoiceFilter | null | undefined;
  /** Anxiety or depression */
  qol_anxiety?: ChoiceFilter | null | undefined;
  /** Mobility */
  qol_mobility?: ChoiceFilter | null | undefined;
  /** Pain or discomfort */
  qol_pain?: ChoiceFilter | null | undefined;
  /** Self-care */
  qol_self_care?: ChoiceFilter | null | undefined;
  /** How good is your health today? */
  qol_vas?: IntegerFilter | null | undefined;
  /** Anything else you want to tell us? */
  qol_words?: TextFilter | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
};

/** The events that randomization is designated for. */
export type Randomization_Event =
  /** Baseline (Arm 1: Drug A) */
  | 'baseline_arm_1'
  /** Baseline (Arm 2: Drug B) */
  | 'baseline_arm_2';

/** What one saved randomization must be like. All that is given must hold of the same saved randomization. */
export type Randomization_Filter = {
  /** All of these. */
  and?: Array<Randomization_Filter> | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: Randomization_Event | null | undefined;
  /** The opposite of this. */
  not?: Randomization_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<Randomization_Filter> | null | undefined;
  /** Moment of allocation */
  rand_datetime?: DateTimeFilter | null | undefined;
  /** Allocated treatment */
  rand_group?: ChoiceFilter | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
};

/** Which records to select. All that is given must hold. The filter of an instrument selects records that have a saved instance of it which matches, in any event unless one is named. REDCap evaluates the filter where its logic can say exactly this, else the gateway does. The answer is the same. */
export type RecordWhere = {
  /** Some saved adverse_events is like this. */
  adverse_events?: AdverseEvents_Filter | null | undefined;
  /** All of these. */
  and?: Array<RecordWhere> | null | undefined;
  /** Some saved closeout is like this. */
  closeout?: Closeout_Filter | null | undefined;
  /** Some saved concomitant_medications is like this. */
  concomitant_medications?: ConcomitantMedications_Filter | null | undefined;
  /** Some saved consent is like this. */
  consent?: Consent_Filter | null | undefined;
  /** In one of these groups, by unique name; "" stands for records in no group. */
  dataAccessGroups?: Array<string> | null | undefined;
  /** Some saved demographics is like this. */
  demographics?: Demographics_Filter | null | undefined;
  /** Some saved eligibility is like this. */
  eligibility?: Eligibility_Filter | null | undefined;
  /** Some saved labs is like this. */
  labs?: Labs_Filter | null | undefined;
  /** The opposite of this. */
  not?: RecordWhere | null | undefined;
  /** At least one of these. */
  or?: Array<RecordWhere> | null | undefined;
  /** Some saved quality_of_life is like this. */
  quality_of_life?: QualityOfLife_Filter | null | undefined;
  /** Some saved randomization is like this. */
  randomization?: Randomization_Filter | null | undefined;
  /** Some saved screening is like this. */
  screening?: Screening_Filter | null | undefined;
  /** Some saved vitals is like this. */
  vitals?: Vitals_Filter | null | undefined;
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

/** The events that screening is designated for. */
export type Screening_Event =
  /** Screening (Arm 1: Drug A) */
  | 'screening_arm_1'
  /** Screening (Arm 2: Drug B) */
  | 'screening_arm_2';

/** What one saved screening must be like. All that is given must hold of the same saved screening. */
export type Screening_Filter = {
  /** All of these. */
  and?: Array<Screening_Filter> | null | undefined;
  /** Arrival at the ward */
  arrival_time?: TimeFilter | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: Screening_Event | null | undefined;
  /** Language of the interview */
  language?: ChoiceFilter | null | undefined;
  /** The opposite of this. */
  not?: Screening_Filter | null | undefined;
  /** Onset of symptoms */
  onset_datetime?: DateTimeFilter | null | undefined;
  /** At least one of these. */
  or?: Array<Screening_Filter> | null | undefined;
  /** Participant ID */
  record_id?: TextFilter | null | undefined;
  /** Referred by */
  referral?: ChoiceFilter | null | undefined;
  /** Date of screening */
  screening_date?: DateFilter | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
  /** Symptoms at onset (all that apply) */
  symptoms?: CheckboxFilter | null | undefined;
  /** Which other symptom? */
  symptoms_other?: TextFilter | null | undefined;
};

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

/** A value matches when all the given operators match. */
export type TimeFilter = {
  /** Equal to this time. */
  eq?: string | null | undefined;
  /** Greater or later than this. A blank value never matches. */
  gt?: string | null | undefined;
  /** Equal to this, greater or later. A blank value never matches. */
  gte?: string | null | undefined;
  /** Equal to one of these values. The list holds at least one time. */
  in?: Array<string> | null | undefined;
  /** True: nothing is stored. False: something is. */
  isBlank?: boolean | null | undefined;
  /** Less or earlier than this. A blank value never matches. */
  lt?: string | null | undefined;
  /** Equal to this, less or earlier. A blank value never matches. */
  lte?: string | null | undefined;
  /** This missing data code is stored in place of a value. */
  missingDataCode?: string | null | undefined;
  /** Not equal to this time. A blank value is not equal to it either. */
  ne?: string | null | undefined;
};

/** The events that vitals is designated for. */
export type Vitals_Event =
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
  | 'baseline_arm_2'
  /**
   * Unscheduled (Arm 1: Drug A)
   * The event repeats.
   */
  | 'unscheduled_arm_1'
  /**
   * Unscheduled (Arm 2: Drug B)
   * The event repeats.
   */
  | 'unscheduled_arm_2';

/** What one saved vitals must be like. All that is given must hold of the same saved vitals. */
export type Vitals_Filter = {
  /** All of these. */
  and?: Array<Vitals_Filter> | null | undefined;
  /** Body mass index */
  bmi?: DecimalFilter | null | undefined;
  /** Diastolic blood pressure (mmHg) */
  dbp?: IntegerFilter | null | undefined;
  /** It is of this event. Only in the outermost filter of the instrument. */
  event?: Vitals_Event | null | undefined;
  /** Height (cm) */
  height?: DecimalFilter | null | undefined;
  /** Modified Rankin Scale */
  mrs?: ChoiceFilter | null | undefined;
  /** The opposite of this. */
  not?: Vitals_Filter | null | undefined;
  /** At least one of these. */
  or?: Array<Vitals_Filter> | null | undefined;
  /** Pulse (per minute) */
  pulse?: IntegerFilter | null | undefined;
  /** Systolic blood pressure (mmHg) */
  sbp?: IntegerFilter | null | undefined;
  /** How far it is filled in. */
  status?: FormStatusFilter | null | undefined;
  /** Temperature (°C) */
  temperature?: DecimalFilter | null | undefined;
  /** Date of measurement */
  vitals_date?: DateFilter | null | undefined;
  /** Weight (kg) */
  weight?: DecimalFilter | null | undefined;
};

export type AddAdverseEventMutationVariables = Exact<{
  record: string;
  event: AdverseEvents_Event;
  values: AdverseEvents_Input;
  key: string;
}>;


export type AddAdverseEventMutation = { __typename: 'Mutation', importRecords: { __typename: 'ImportRecordsPayload', rows: Array<{ __typename: 'RowResult', index: number, outcome: RowOutcome, savedNode:
        | { __typename: 'AdverseEvents', id: string, repeatInstance: number | null, status: FormStatus | null, event: { __typename: 'Event', id: string, eventName: string } | null, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_onset: { __typename: 'DateValue', value: string | null } | null, ae_ongoing: { __typename: 'BooleanValue', value: boolean | null } | null, ae_serious: { __typename: 'BooleanValue', value: boolean | null } | null, ae_outcome: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_narrative: { __typename: 'TextValue', value: string | null } | null }
        | { __typename: 'Closeout', id: string }
        | { __typename: 'ConcomitantMedications', id: string }
        | { __typename: 'Consent', id: string }
        | { __typename: 'Demographics', id: string }
        | { __typename: 'Eligibility', id: string }
        | { __typename: 'Event', id: string }
        | { __typename: 'Field', id: string }
        | { __typename: 'Instrument', id: string }
        | { __typename: 'InstrumentData', id: string }
        | { __typename: 'Labs', id: string }
        | { __typename: 'Project', id: string }
        | { __typename: 'QualityOfLife', id: string }
        | { __typename: 'Randomization', id: string }
        | { __typename: 'Record', id: string }
        | { __typename: 'Screening', id: string }
        | { __typename: 'Vitals', id: string }
       | null, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string }> }>, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string }> } | null };

export type AdverseEventRowFragment = { __typename: 'AdverseEvents', id: string, repeatInstance: number | null, status: FormStatus | null, event: { __typename: 'Event', id: string, eventName: string } | null, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_onset: { __typename: 'DateValue', value: string | null } | null, ae_ongoing: { __typename: 'BooleanValue', value: boolean | null } | null, ae_serious: { __typename: 'BooleanValue', value: boolean | null } | null, ae_outcome: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_narrative: { __typename: 'TextValue', value: string | null } | null };

export type ConsentDownloadQueryVariables = Exact<{
  id: string | number;
}>;


export type ConsentDownloadQuery = { __typename: 'Query', node:
    | { __typename: 'AdverseEvents', id: string }
    | { __typename: 'Closeout', id: string }
    | { __typename: 'ConcomitantMedications', id: string }
    | { __typename: 'Consent', id: string, consent_pdf: { __typename: 'FileValue', file: { __typename: 'StoredFile', fileName: string, downloadUrl: string } | null } | null }
    | { __typename: 'Demographics', id: string }
    | { __typename: 'Eligibility', id: string }
    | { __typename: 'Event', id: string }
    | { __typename: 'Field', id: string }
    | { __typename: 'Instrument', id: string }
    | { __typename: 'InstrumentData', id: string }
    | { __typename: 'Labs', id: string }
    | { __typename: 'Project', id: string }
    | { __typename: 'QualityOfLife', id: string }
    | { __typename: 'Randomization', id: string }
    | { __typename: 'Record', id: string }
    | { __typename: 'Screening', id: string }
    | { __typename: 'Vitals', id: string }
   | null };

export type DictionaryQueryVariables = Exact<{ [key: string]: never; }>;


export type DictionaryQuery = { __typename: 'Query', project: { __typename: 'Project', id: string, projectTitle: string, dataAccessGroups: Array<{ __typename: 'DataAccessGroup', uniqueGroupName: string, dataAccessGroupName: string | null }> | null, metadata: Array<{ __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldNote: string | null, fieldType: FieldType, isRequired: boolean, textValidationType: string | null, textValidationMin: string | null, textValidationMax: string | null, branchingLogic: string | null, instrument: { __typename: 'Instrument', id: string, name: string } | null, choices: Array<{ __typename: 'Choice', code: string, label: string }> | null }>, instrument: { __typename: 'Instrument', id: string, label: string, events: Array<{ __typename: 'Event', id: string, uniqueEventName: string, eventName: string, arm: { __typename: 'Arm', armNum: number, name: string } }> } | null } | null };

export type FormFieldFragment = { __typename: 'Field', id: string, fieldName: string, fieldLabel: string, fieldNote: string | null, fieldType: FieldType, isRequired: boolean, textValidationType: string | null, textValidationMin: string | null, textValidationMax: string | null, branchingLogic: string | null, instrument: { __typename: 'Instrument', id: string, name: string } | null, choices: Array<{ __typename: 'Choice', code: string, label: string }> | null };

export type ParticipantDetailFragment = { __typename: 'Record', id: string, arms: Array<{ __typename: 'Arm', armNum: number, name: string }>, vitals: { __typename: 'Vitals_Connection', totalCount: number, nodes: Array<{ __typename: 'Vitals', id: string, repeatInstance: number | null, event: { __typename: 'Event', id: string, eventName: string } | null, vitals_date: { __typename: 'DateValue', value: string | null } | null, sbp: { __typename: 'IntegerValue', value: number | null, label: string | null } | null, dbp: { __typename: 'IntegerValue', value: number | null, label: string | null } | null }> }, consentList: Array<{ __typename: 'Consent', id: string, consent_pdf: { __typename: 'FileValue', file: { __typename: 'StoredFile', fileName: string } | null } | null }> };

export type ParticipantQueryVariables = Exact<{
  id: string | number;
}>;


export type ParticipantQuery = { __typename: 'Query', node:
    | { __typename: 'AdverseEvents', id: string }
    | { __typename: 'Closeout', id: string }
    | { __typename: 'ConcomitantMedications', id: string }
    | { __typename: 'Consent', id: string }
    | { __typename: 'Demographics', id: string }
    | { __typename: 'Eligibility', id: string }
    | { __typename: 'Event', id: string }
    | { __typename: 'Field', id: string }
    | { __typename: 'Instrument', id: string }
    | { __typename: 'InstrumentData', id: string }
    | { __typename: 'Labs', id: string }
    | { __typename: 'Project', id: string }
    | { __typename: 'QualityOfLife', id: string }
    | { __typename: 'Randomization', id: string }
    | { __typename: 'Record', id: string, name: string, dataAccessGroup: { __typename: 'DataAccessGroup', uniqueGroupName: string, dataAccessGroupName: string | null } | null, demographicsList: Array<{ __typename: 'Demographics', id: string, sex: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, age: { __typename: 'NumberValue', value: string | null } | null, enrol_date: { __typename: 'DateValue', value: string | null } | null }>, adverse_events: { __typename: 'AdverseEvents_Connection', totalCount: number, nodes: Array<{ __typename: 'AdverseEvents', id: string, repeatInstance: number | null, status: FormStatus | null, event: { __typename: 'Event', id: string, eventName: string } | null, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_onset: { __typename: 'DateValue', value: string | null } | null, ae_ongoing: { __typename: 'BooleanValue', value: boolean | null } | null, ae_serious: { __typename: 'BooleanValue', value: boolean | null } | null, ae_outcome: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_narrative: { __typename: 'TextValue', value: string | null } | null }> }, arms: Array<{ __typename: 'Arm', armNum: number, name: string }>, vitals: { __typename: 'Vitals_Connection', totalCount: number, nodes: Array<{ __typename: 'Vitals', id: string, repeatInstance: number | null, event: { __typename: 'Event', id: string, eventName: string } | null, vitals_date: { __typename: 'DateValue', value: string | null } | null, sbp: { __typename: 'IntegerValue', value: number | null, label: string | null } | null, dbp: { __typename: 'IntegerValue', value: number | null, label: string | null } | null }> }, consentList: Array<{ __typename: 'Consent', id: string, consent_pdf: { __typename: 'FileValue', file: { __typename: 'StoredFile', fileName: string } | null } | null }> }
    | { __typename: 'Screening', id: string }
    | { __typename: 'Vitals', id: string }
   | null };

export type RecordChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type RecordChangesSubscription = { recordChanges: { __typename: 'ChangeEvent', cursor: string, namesChecked: boolean, change: { __typename: 'Change', kind: ChangeKind, record: { __typename: 'Record', id: string, name: string, dataAccessGroup: { __typename: 'DataAccessGroup', uniqueGroupName: string, dataAccessGroupName: string | null } | null, demographicsList: Array<{ __typename: 'Demographics', id: string, sex: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, age: { __typename: 'NumberValue', value: string | null } | null, enrol_date: { __typename: 'DateValue', value: string | null } | null }>, adverse_events: { __typename: 'AdverseEvents_Connection', totalCount: number, nodes: Array<{ __typename: 'AdverseEvents', id: string, repeatInstance: number | null, status: FormStatus | null, event: { __typename: 'Event', id: string, eventName: string } | null, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_onset: { __typename: 'DateValue', value: string | null } | null, ae_ongoing: { __typename: 'BooleanValue', value: boolean | null } | null, ae_serious: { __typename: 'BooleanValue', value: boolean | null } | null, ae_outcome: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_narrative: { __typename: 'TextValue', value: string | null } | null }> }, arms: Array<{ __typename: 'Arm', armNum: number, name: string }>, vitals: { __typename: 'Vitals_Connection', totalCount: number, nodes: Array<{ __typename: 'Vitals', id: string, repeatInstance: number | null, event: { __typename: 'Event', id: string, eventName: string } | null, vitals_date: { __typename: 'DateValue', value: string | null } | null, sbp: { __typename: 'IntegerValue', value: number | null, label: string | null } | null, dbp: { __typename: 'IntegerValue', value: number | null, label: string | null } | null }> }, consentList: Array<{ __typename: 'Consent', id: string, consent_pdf: { __typename: 'FileValue', file: { __typename: 'StoredFile', fileName: string } | null } | null }> } | null } | null } };

export type SignedConsentMutationVariables = Exact<{
  record: string;
  event: string;
  file: File;
  sha256?: string | null | undefined;
}>;


export type SignedConsentMutation = { __typename: 'Mutation', importFile: { __typename: 'ImportFilePayload', file: { __typename: 'StoredFile', fileName: string } | null, errors: Array<{ __typename: 'UserError', code: ErrorCode, path: Array<string>, message: string }> } | null };

export type WorklistRowFragment = { __typename: 'Record', id: string, name: string, dataAccessGroup: { __typename: 'DataAccessGroup', uniqueGroupName: string, dataAccessGroupName: string | null } | null, demographicsList: Array<{ __typename: 'Demographics', id: string, sex: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, age: { __typename: 'NumberValue', value: string | null } | null, enrol_date: { __typename: 'DateValue', value: string | null } | null }>, adverse_events: { __typename: 'AdverseEvents_Connection', totalCount: number, nodes: Array<{ __typename: 'AdverseEvents', id: string, repeatInstance: number | null, status: FormStatus | null, event: { __typename: 'Event', id: string, eventName: string } | null, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_onset: { __typename: 'DateValue', value: string | null } | null, ae_ongoing: { __typename: 'BooleanValue', value: boolean | null } | null, ae_serious: { __typename: 'BooleanValue', value: boolean | null } | null, ae_outcome: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_narrative: { __typename: 'TextValue', value: string | null } | null }> } };

export type WorklistQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  where?: RecordWhere | null | undefined;
}>;


export type WorklistQuery = { __typename: 'Query', records: { __typename: 'RecordConnection', totalCount: number, nodes: Array<{ __typename: 'Record', id: string, name: string, dataAccessGroup: { __typename: 'DataAccessGroup', uniqueGroupName: string, dataAccessGroupName: string | null } | null, demographicsList: Array<{ __typename: 'Demographics', id: string, sex: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, age: { __typename: 'NumberValue', value: string | null } | null, enrol_date: { __typename: 'DateValue', value: string | null } | null }>, adverse_events: { __typename: 'AdverseEvents_Connection', totalCount: number, nodes: Array<{ __typename: 'AdverseEvents', id: string, repeatInstance: number | null, status: FormStatus | null, event: { __typename: 'Event', id: string, eventName: string } | null, ae_term: { __typename: 'TextValue', value: string | null } | null, ae_grade: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_onset: { __typename: 'DateValue', value: string | null } | null, ae_ongoing: { __typename: 'BooleanValue', value: boolean | null } | null, ae_serious: { __typename: 'BooleanValue', value: boolean | null } | null, ae_outcome: { __typename: 'ChoiceValue', code: string | null, label: string | null } | null, ae_narrative: { __typename: 'TextValue', value: string | null } | null }> } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, completeness: { __typename: 'Completeness', isComplete: boolean, missingRecordCount: number, omittedFields: Array<{ __typename: 'OmittedField', fieldName: string, reason: string }> } } | null };

export const FormFieldFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FormField"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Field"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"fieldNote"}},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"textValidationType"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationMin"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationMax"}},{"kind":"Field","name":{"kind":"Name","value":"branchingLogic"}}]}}]} as unknown as DocumentNode<FormFieldFragment, unknown>;
export const ParticipantDetailFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParticipantDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Record"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vitals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vitals_date"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sbp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dbp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"consent_pdf"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ParticipantDetailFragment, unknown>;
export const AdverseEventRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AdverseEventRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_onset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_ongoing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_serious"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_outcome"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_narrative"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<AdverseEventRowFragment, unknown>;
export const WorklistRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorklistRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Record"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demographicsList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sex"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"age"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"enrol_date"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"adverse_events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AdverseEventRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AdverseEventRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_onset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_ongoing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_serious"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_outcome"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_narrative"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<WorklistRowFragment, unknown>;
export const AddAdverseEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddAdverseEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"event"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents_Event"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"values"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents_Input"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"adverse_events"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"Variable","name":{"kind":"Name","value":"event"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"newInstance"},"value":{"kind":"BooleanValue","value":true}},{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"EnumValue","value":"UNVERIFIED"}},{"kind":"ObjectField","name":{"kind":"Name","value":"values"},"value":{"kind":"Variable","name":{"kind":"Name","value":"values"}}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"savedNode"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AdverseEventRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AdverseEventRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_onset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_ongoing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_serious"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_outcome"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_narrative"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]} as unknown as DocumentNode<AddAdverseEventMutation, AddAdverseEventMutationVariables>;
export const ConsentDownloadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ConsentDownload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Consent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"consent_pdf"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"downloadUrl"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ConsentDownloadQuery, ConsentDownloadQueryVariables>;
export const DictionaryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Dictionary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"project"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"projectTitle"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"metadata"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"instruments"},"value":{"kind":"ListValue","values":[{"kind":"StringValue","value":"adverse_events","block":false},{"kind":"StringValue","value":"demographics","block":false}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FormField"}}]}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"StringValue","value":"adverse_events","block":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueEventName"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}},{"kind":"Field","name":{"kind":"Name","value":"arm"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FormField"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Field"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"instrument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"fieldNote"}},{"kind":"Field","name":{"kind":"Name","value":"fieldType"}},{"kind":"Field","name":{"kind":"Name","value":"isRequired"}},{"kind":"Field","name":{"kind":"Name","value":"choices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"textValidationType"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationMin"}},{"kind":"Field","name":{"kind":"Name","value":"textValidationMax"}},{"kind":"Field","name":{"kind":"Name","value":"branchingLogic"}}]}}]} as unknown as DocumentNode<DictionaryQuery, DictionaryQueryVariables>;
export const ParticipantDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Participant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WorklistRow"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParticipantDetail"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AdverseEventRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_onset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_ongoing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_serious"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_outcome"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_narrative"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorklistRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Record"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demographicsList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sex"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"age"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"enrol_date"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"adverse_events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AdverseEventRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParticipantDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Record"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vitals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vitals_date"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sbp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dbp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"consent_pdf"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ParticipantQuery, ParticipantQueryVariables>;
export const RecordChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"RecordChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordChanges"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"namesChecked"}},{"kind":"Field","name":{"kind":"Name","value":"change"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WorklistRow"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParticipantDetail"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AdverseEventRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_onset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_ongoing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_serious"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_outcome"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_narrative"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorklistRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Record"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demographicsList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sex"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"age"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"enrol_date"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"adverse_events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AdverseEventRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParticipantDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Record"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"arms"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"armNum"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vitals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vitals_date"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sbp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dbp"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"consent_pdf"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RecordChangesSubscription, RecordChangesSubscriptionVariables>;
export const SignedConsentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SignedConsent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"record"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordName"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"event"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"file"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sha256"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"importFile"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"record"},"value":{"kind":"Variable","name":{"kind":"Name","value":"record"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"event"},"value":{"kind":"Variable","name":{"kind":"Name","value":"event"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"StringValue","value":"consent_pdf","block":false}},{"kind":"ObjectField","name":{"kind":"Name","value":"file"},"value":{"kind":"Variable","name":{"kind":"Name","value":"file"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"sha256"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sha256"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"file"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SignedConsentMutation, SignedConsentMutationVariables>;
export const WorklistDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Worklist"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"where"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordWhere"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"records"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"where"},"value":{"kind":"Variable","name":{"kind":"Name","value":"where"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"WorklistRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"completeness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"missingRecordCount"}},{"kind":"Field","name":{"kind":"Name","value":"omittedFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fieldName"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AdverseEventRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AdverseEvents"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"repeatInstance"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"eventName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_term"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_grade"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_onset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_ongoing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_serious"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_outcome"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ae_narrative"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WorklistRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Record"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"uniqueGroupName"}},{"kind":"Field","name":{"kind":"Name","value":"dataAccessGroupName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"demographicsList"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sex"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}},{"kind":"Field","name":{"kind":"Name","value":"age"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"enrol_date"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"adverse_events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AdverseEventRow"}}]}}]}}]}}]} as unknown as DocumentNode<WorklistQuery, WorklistQueryVariables>;