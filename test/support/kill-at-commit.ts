import { DatabaseSync } from 'node:sqlite';

/**
 * Loaded into a gateway before anything else: from the signal SIGUSR2 on, it kills the process right after the commit into the
 * file of its state whose number the variable KILL_AT_COMMIT has, counted from 1.
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
