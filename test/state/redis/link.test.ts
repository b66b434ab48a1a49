import { afterEach, expect, it } from 'vitest';
import { openLink } from '../../../src/state/redis/link.ts';
import { startRedis } from '../../support/redis-server.ts';
import { describeWith, requirement } from '../../support/requirement.ts';

const warnings: string[] = [];
const note = ({ name }: Error): void => void warnings.push(name);

afterEach(() => {
  process.off('warning', note);
});

describeWith(requirement.redis, 'a connection to Redis', () => {
  it('is ended once and opened again, however many scripts are given up on it at once', async () => {
    process.on('warning', note);
    const server = await startRedis();
    const opens = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let opened = 0;
    const link = await openLink({ url: server.url }, () => opens[opened++]?.resolve());
    await opens[0]?.promise;
    for (let given = 0; given < 20; given += 1) link.renew();
    await opens[1]?.promise;
    expect([opened, link.isOpen(), await link.info().then((info) => info.includes('redis_version'))]).toEqual([
      2,
      true,
      true,
    ]);
    // Node warns of many listeners of one connection.
    expect(warnings).toEqual([]);
    link.close();
    await server.close();
  });
});
