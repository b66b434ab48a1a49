import { DatabaseSync } from 'node:sqlite';

/**
 * Loaded into a gateway before anything else. From the signal SIGUSR2 on it counts commits into the file of the state, from 1. Right
 * after the one whose number KILL_AT_COMMIT has, it kills the process.
 */
const last = Number(process.env['KILL_AT_COMMIT']);
let [isArmed, commits] = [false, 0];

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its database below
const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (this: DatabaseSync, text: string): void {
  exec.call(this, text);
  if (!isArmed || text !== 'COMMIT') return;
  commits += 1;
  if (commits >= last) process.kill(process.pid, 'SIGKILL');
};

process.on('SIGUSR2', () => {
  isArmed = true;
  process.stdout.write('armed\n');
});
