import { networkInterfaces } from "node:os";

/** This machine's own addresses in its networks, without loopback and without those that need a zone to be reached. */
export function networkAddresses(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return found
    .filter(({ internal, address }) => !internal && !address.startsWith("fe80:"))
    .map(({ address }) => address);
}

/** How an address is written in a URL. */
export function inUrl(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
