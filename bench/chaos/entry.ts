import { findFreePort } from '../../test/support/free-port.ts';
import { startNginx } from '../../test/support/nginx.ts';
import { askAt, type ReplicaAnswer, type ReplicaSet } from '../../test/replicas/replica-set.ts';

/** The one address of several gateways, as a load balancer gives it. */
export interface Entry {
  /** Sends an operation of a caller to whichever gateway is next. Throws when there is no answer. */
  readonly ask: (query: string, variables: Readonly<Record<string, unknown>>, caller: string) => Promise<ReplicaAnswer>;
  /** Learns which gateways there are now. */
  readonly follow: () => void;
  readonly close: () => void;
}

/** As deploy/nginx has it: a gateway that is gone is passed over, and what may have been done is never sent again. */
const LOCATION = `location / {
  proxy_pass http://gateways; proxy_http_version 1.1; proxy_set_header Connection "";
  proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr;
  proxy_request_buffering off; proxy_buffering off;
  proxy_connect_timeout 5s; proxy_send_timeout 300s; proxy_read_timeout 300s;
  proxy_next_upstream error timeout; proxy_next_upstream_tries 2;
}`;

const upstreamOf = ({ replicas }: ReplicaSet): string => {
  const servers = replicas.map(({ url }) => `server ${new URL(url).host} max_fails=1 fail_timeout=5s;`);
  return `upstream gateways { ${servers.join(' ')} keepalive 32; }`;
};

/** Starts nginx before the gateways of a set. */
export const openEntry = async (set: ReplicaSet): Promise<Entry> => {
  const nginx = startNginx(await findFreePort(), LOCATION, upstreamOf(set));
  return {
    ask: (query, variables, caller) => askAt(nginx.url, query, variables, caller),
    follow: () => {
      nginx.reload(LOCATION, upstreamOf(set));
    },
    close: nginx.close,
  };
};
