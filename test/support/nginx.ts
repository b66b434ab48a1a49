import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An nginx of one test. */
export interface Nginx {
  /** Without a path. */
  readonly url: string;
  readonly close: () => void;
}

const PATHS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** Starts nginx with these locations, as a configuration has them. It listens when this returns. */
export const startNginx = (port: number, locations: string): Nginx => {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-test-'));
  mkdirSync(join(folder, 'temp'));
  const temporary = PATHS.map((name) => `${name}_temp_path ${folder}/temp/${name};`).join('\n');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
events { worker_connections 64; }
http { access_log off; ${temporary}
server { listen 127.0.0.1:${String(port)}; ${locations} } }`,
  );
  // Its first process ends once the port is open and the others run.
  execFileSync('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')]);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () => {
      process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
};
