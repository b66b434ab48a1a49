import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An nginx of one test. */
export interface Nginx {
  /** Without a path. */
  readonly url: string;
  /** Goes on with other locations, and lets requests that are under way end with the earlier ones. */
  readonly reload: (locations: string, upstream?: string) => void;
  readonly close: () => void;
}

const PATHS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** Starts nginx with these locations and upstreams, as a configuration has them. It listens when this returns. */
export const startNginx = (port: number, locations: string, upstream = ''): Nginx => {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-test-'));
  mkdirSync(join(folder, 'temp'));
  const temporary = PATHS.map((name) => `${name}_temp_path ${folder}/temp/${name};`).join('\n');
  const configure = (locations: string, upstream: string): void => {
    writeFileSync(
      join(folder, 'nginx.conf'),
      `pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
events { worker_connections 4096; }
http { access_log off; ${temporary} ${upstream}
server { listen 127.0.0.1:${String(port)}; ${locations} } }`,
    );
  };
  configure(locations, upstream);
  // Its first process ends once the port is open and the others run.
  execFileSync('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')]);
  const signal = (name: 'SIGHUP' | 'SIGTERM'): void => {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), name);
  };
  return {
    url: `http://127.0.0.1:${String(port)}`,
    reload: (locations, upstream = '') => {
      configure(locations, upstream);
      signal('SIGHUP');
    },
    close: () => {
      signal('SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
};
