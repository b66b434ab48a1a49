import type { ArmDefinition, EventDefinition, RepeatingDefinition } from '../state/project.ts';
import type { SandboxStore } from '../state/store.ts';

/** The visits of the demo study, by the name that starts their unique names. */
export type Visit = 'screening' | 'baseline' | '21_day_follow_up' | '90_day_follow_up' | 'unscheduled' | 'closeout';

/** When the participants of both arms are seen, and what is filled in then. */
interface VisitPlan {
  readonly visit: Visit;
  readonly label: string;
  readonly dayOffset: number;
  /** Days before and after. */
  readonly window: readonly [number, number];
  readonly forms: readonly string[];
  /** Forms that repeat at this visit. */
  readonly repeatingForms?: readonly string[];
  /** The whole visit repeats. */
  readonly repeats?: true;
}

const logs = ['adverse_events', 'concomitant_medications'];

const plans: readonly VisitPlan[] = [
  { visit: 'screening', label: 'Screening', dayOffset: 0, window: [0, 0], forms: ['screening', 'consent'] },
  {
    visit: 'baseline',
    label: 'Baseline',
    dayOffset: 1,
    window: [1, 2],
    forms: ['demographics', 'eligibility', 'randomization', 'vitals', 'labs', ...logs],
    repeatingForms: logs,
  },
  {
    visit: '21_day_follow_up',
    label: '21 day follow up',
    dayOffset: 21,
    window: [3, 3],
    forms: ['vitals', 'labs', ...logs, 'quality_of_life'],
    repeatingForms: logs,
  },
  {
    visit: '90_day_follow_up',
    label: '90 day follow up',
    dayOffset: 90,
    window: [7, 7],
    forms: ['vitals', 'labs', ...logs, 'quality_of_life'],
    repeatingForms: logs,
  },
  {
    visit: 'unscheduled',
    label: 'Unscheduled',
    dayOffset: 100,
    window: [99, 265],
    // Medications do not repeat by themselves here. An event repeats as a whole or has repeating instruments, and never
    // both.
    forms: ['vitals', 'labs', 'concomitant_medications'],
    repeats: true,
  },
  { visit: 'closeout', label: 'Closeout', dayOffset: 180, window: [14, 14], forms: ['closeout'] },
];

/** The arms of the demo study. */
export const demoArms: readonly ArmDefinition[] = [
  { armNum: 1, name: 'Drug A' },
  { armNum: 2, name: 'Drug B' },
];

/** The demo study's events with what belongs to them. */
export interface DemoSchedule {
  readonly events: EventDefinition[];
  readonly mappings: { eventId: number; form: string }[];
  readonly repeating: RepeatingDefinition[];
  /** The id of a visit's event in an arm. */
  readonly eventId: (armNum: number, visit: Visit) => number;
}

const customLabels: Readonly<Record<string, string>> = {
  adverse_events: '[ae_term]',
  concomitant_medications: '[cm_name] [cm_dose] [cm_unit]',
};

/** Makes events, mappings and the repeating setup with ids of the store. */
export const makeDemoSchedule = (store: SandboxStore): DemoSchedule => {
  const events: EventDefinition[] = [];
  const mappings: { eventId: number; form: string }[] = [];
  const repeating: RepeatingDefinition[] = [];
  const ids = new Map<string, number>();
  for (const { armNum } of demoArms) {
    for (const plan of plans) {
      const eventId = store.nextEventId++;
      const uniqueEventName = `${plan.visit}_arm_${String(armNum)}`;
      ids.set(uniqueEventName, eventId);
      events.push({
        eventId,
        armNum,
        eventName: plan.label,
        uniqueEventName,
        customEventLabel: plan.repeats === true ? '[vitals_date]' : '',
        dayOffset: plan.dayOffset,
        offsetMin: plan.window[0],
        offsetMax: plan.window[1],
      });
      mappings.push(...plan.forms.map((form) => ({ eventId, form })));
      if (plan.repeats === true) repeating.push({ eventId, form: '', customLabel: '' });
      for (const form of plan.repeatingForms ?? []) {
        repeating.push({ eventId, form, customLabel: customLabels[form] ?? '' });
      }
    }
  }
  return {
    events,
    mappings,
    repeating,
    eventId: (armNum, visit) => ids.get(`${visit}_arm_${String(armNum)}`) ?? 0,
  };
};
