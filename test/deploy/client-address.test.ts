import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { createGateway, createTestLog, gatewayOptions } from '../gateway/gateway.ts';
import { findFreePort } from '../support/free-port.ts';
import { root } from '../support/markdown.ts';
import { startNginx } from '../support/nginx.ts';
import { describeWith, requirement } from '../support/requirement.ts';

const read = (path: string): string => readFileSync(join(root, 'deploy', path), 'utf8');

/** Sends a request from one of the addresses of this machine. */
const sendFrom = (localAddress: string, url: string, headers: Record<string, string>): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { localAddress, headers }, (response) => response.resume().on('end', resolve));
    sent.on('error', reject).end();
  });

describeWith(requirement.nginx, 'nginx, with the headers of the file in deploy', () => {
  it('says who called, whatever a client says of itself', async () => {
    const log = createTestLog();
    const trustedProxies = { addresses: ['127.0.0.1'], header: 'x-forwarded-for' } as const;
    const gateway = createGateway(gatewayOptions({ log, trustedProxies }));
    onTestFinished(() => gateway.close(0));
    const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
    const headers = read('nginx/redcap-graphql.conf').match(/proxy_set_header .*;/g) ?? [];
    const nginx = startNginx(await findFreePort(), `location / { proxy_pass ${url}; ${headers.join(' ')} }`);
    onTestFinished(nginx.close);
    await sendFrom('127.0.0.5', `${nginx.url}/nowhere`, { 'x-forwarded-for': '198.51.100.66' });
    await sendFrom('127.0.0.5', `${url}/nowhere`, { 'x-forwarded-for': '198.51.100.66' });
    const addresses = log.lines.filter(({ message }) => message === 'request').map(({ address }) => address);
    expect(addresses).toEqual(['127.0.0.5', '127.0.0.5']);
  });

  it('has the address in the compose file that the example of a configuration trusts', () => {
    const [, address] = /ipv4_address: (\S+)/.exec(read('compose/docker-compose.yml')) ?? [];
    const { trustedProxies } = JSON.parse(read('compose/gateway.example.json')) as { trustedProxies: string[] };
    expect(trustedProxies).toEqual([address]);
    expect(parseConfig({ env: {}, argv: [], file: { trustedProxies } }).trustedProxies.addresses).toEqual([address]);
  });
});
