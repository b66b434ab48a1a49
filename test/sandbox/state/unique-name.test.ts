import { describe, expect, it } from 'vitest';

import { avoidTaken, deriveUniqueEventName } from '../../../src/sandbox/state/unique-name.ts';

describe('the unique name of an event', () => {
  it.each([
    ['Deadline to opt out of study', 2, 'deadline_to_opt_ou_arm_2'],
    ['Enrollment', 1, 'enrollment_arm_1'],
    ['Follow-up (3 months)', 1, 'followup_3_months_arm_1'],
    ['event_1', 1, 'event_1_arm_1'],
    ['Visit  -  2', 1, 'visit_2_arm_1'],
    ['Deadline to pay now again', 1, 'deadline_to_pay_no_arm_1'],
    ['A very long event x name', 1, 'a_very_long_event_arm_1'],
  ])('of %j in arm %i is %s', (label, armNum, name) => {
    expect(deriveUniqueEventName(label, armNum, new Set())).toBe(name);
  });

  it('gets a letter when it is taken', () => {
    const taken = new Set(['visit_arm_1', 'visit_arm_1b']);
    expect(deriveUniqueEventName('Visit', 1, taken)).toBe('visit_arm_1c');
  });

  it('goes on with two letters after z', () => {
    const taken = new Set(['x', ...'bcdefghijklmnopqrstuvwxyz'.split('').map((letter) => `x${letter}`)]);
    expect(avoidTaken('x', taken)).toBe('xaa');
  });
});
