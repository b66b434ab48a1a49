import { z } from 'zod';
import { isAddressRange } from '../../gateway/client-address.ts';

/** The proxies before the gateway, as the file has them. */
export const trustedProxySettings = {
  trustedProxies: z
    .array(
      z.string().refine(isAddressRange, { error: 'must be an address, or a range of addresses such as 10.0.0.0/8' }),
    )
    .default([])
    .describe(
      'Addresses and ranges of the proxies before the gateway. Only from them is a header believed that says who called. None unless given.',
    ),
  forwardedHeader: z
    .enum(['x-forwarded-for', 'forwarded'])
    .default('x-forwarded-for')
    .describe('The header in which trusted proxies say who called. They must set it themselves, or add to it.'),
};
