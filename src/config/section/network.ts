import { z } from 'zod';
import { secretReference } from './secret-reference.ts';

/** Certificates on the way to REDCap, as the file has them for all projects or for one. */
export const tlsSettings = {
  caFile: z
    .string()
    .min(1)
    .optional()
    .describe("File of the certificates (PEM) that are trusted, in place of the machine's own."),
  clientCertificate: z
    .strictObject({
      certFile: z.string().min(1).describe('File of the certificate (PEM), with those between it and its authority.'),
      keyFile: z.string().min(1).describe('File of its private key (PEM), readable by its owner only.'),
      passphrase: secretReference.optional().describe('The passphrase of the key.'),
    })
    .optional()
    .describe('The certificate by which REDCap, or what stands before it, knows the gateway.'),
};

/** The proxy on the way to REDCap, as the file has it. */
export const proxySettings = {
  proxy: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Address of the proxy to REDCap, without credentials; "none" for no proxy. HTTPS_PROXY and HTTP_PROXY unless given.',
    ),
  proxyCredentials: secretReference.optional().describe('USER:PASSWORD of the proxy.'),
  noProxy: z
    .array(z.string().min(1))
    .optional()
    .describe('Hosts that are reached without the proxy; NO_PROXY unless given.'),
};
