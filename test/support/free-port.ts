import { createServer, type AddressInfo, type Server } from 'node:net';

/** Lets a server listen on a port of this machine that is free; returns the port. */
export const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  return (server.address() as AddressInfo).port;
};

/** A port of this machine that was free a moment ago. */
export const findFreePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};
