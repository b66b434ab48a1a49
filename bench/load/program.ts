import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Ready } from './ready.ts';

/** A program in a process of its own. */
export interface Program extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  /** Milliseconds of CPU that it has used since its start, its kernel's included; NaN where the system does not show it. */
  readonly cpuMs: () => number;
  /** Memory that it holds by now, in MiB; NaN where the system does not show it. */
  readonly rssMiB: () => number;
  /** The most memory that it held since the last `forgetPeak`, in MiB; NaN where the system does not show it. */
  readonly peakMiB: () => number;
  readonly forgetPeak: () => void;
}

/** The clock of `/proc`: a tick is ten milliseconds on every Linux that Node runs on. */
const MS_A_TICK = 10;

/** Other systems than Linux do not show what a process uses. */
const hasProc = existsSync('/proc/self/stat');

const cpuOf = (pid: number): number => {
  if (!hasProc) return Number.NaN;
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
};

/** `VmRSS` is what a process holds, `VmHWM` the most that it held. */
const memoryOf = (pid: number, name: 'VmRSS' | 'VmHWM'): number => {
  if (!hasProc) return Number.NaN;
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
};

/** By the five the kernel sets `VmHWM` back to what the process holds. */
const forgetPeakOf = (pid: number): void => {
  if (!hasProc) return;
  try {
    writeFileSync(`/proc/${String(pid)}/clear_refs`, '5');
  } catch {
    // Some containers forbid it. The peak is then that since the start, which says no less than the truth.
  }
};

const programOf = (child: ChildProcess, { url, token = '' }: Ready): Program => {
  const pid = child.pid ?? 0;
  return {
    url,
    token,
    pid,
    cpuMs: () => cpuOf(pid),
    rssMiB: () => memoryOf(pid, 'VmRSS'),
    peakMiB: () => memoryOf(pid, 'VmHWM'),
    forgetPeak: () => forgetPeakOf(pid),
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await ended;
    },
  };
};

/** The programs that run. None outlives this process, whatever it ends by, unless it is killed. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** Starts a program and waits for the first line that `readLine` understands. Its errors go to this program's. `options` are Node's. */
export const startProgram = async (
  file: string,
  args: readonly string[],
  readLine: (line: string) => Ready | null = (line) => JSON.parse(line) as Ready,
  options: readonly string[] = [],
): Promise<Program> => {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [...options, path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = readLine(line);
    if (ready !== null) return programOf(child, ready);
  }
  throw new Error(`${file} ended before it was ready.`);
};
