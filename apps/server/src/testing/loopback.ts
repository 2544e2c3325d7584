import { createServer } from "node:net";

/** Why a test that needs a second loopback address is skipped. */
export const ONE_LOOPBACK = "this system has no loopback address beside 127.0.0.1";

/** Whether this machine has an address; most have all of 127.0.0.0/8, some only 127.0.0.1. */
export function hasAddress(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(0, address, () => server.close(() => resolve(true)));
  });
}
