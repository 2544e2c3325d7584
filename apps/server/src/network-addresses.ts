import { networkInterfaces } from "node:os";

/** This machine's network addresses, without loopback and without those that need a zone. */
export function networkAddresses(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return found
    .filter(({ internal, address }) => !internal && !address.startsWith("fe80:"))
    .map(({ address }) => address);
}

/** An address as part of a URL. */
export function inUrl(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
