import { bodyFaults } from './body.ts';
import { connectionFaults } from './connection.ts';
import type { Fault } from './fault.ts';
import { framingFaults } from './framing.ts';
import { rowFaults } from './rows.ts';
import { statusFaults } from './status.ts';

/** Every fault that can be injected. */
export const faults: readonly Fault[] = [
  ...connectionFaults,
  ...framingFaults,
  ...statusFaults,
  ...bodyFaults,
  ...rowFaults,
];

/** The fault of this name. */
export const findFault = (name: string): Fault | undefined => faults.find((fault) => fault.name === name);
