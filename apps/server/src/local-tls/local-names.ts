/** The names and addresses that exist in local networks only. */
import { BlockList, isIP, isIPv4 } from "node:net";

/** Domains (with everything inside) that no one can register on the internet. */
export const LOCAL_NAMES = ["local", "home.arpa", "internal", "localhost"] as const;

/** RFC 1918, 4193, 3927, 4291 and 6598. */
export const LOCAL_NETWORKS = [
  { address: "10.0.0.0", prefix: 8 },
  { address: "172.16.0.0", prefix: 12 },
  { address: "192.168.0.0", prefix: 16 },
  { address: "169.254.0.0", prefix: 16 },
  { address: "100.64.0.0", prefix: 10 },
  { address: "127.0.0.0", prefix: 8 },
  { address: "fc00::", prefix: 7 },
  { address: "fe80::", prefix: 10 },
  { address: "::1", prefix: 128 },
] as const;

const networks = new BlockList();
for (const { address, prefix } of LOCAL_NETWORKS)
  networks.addSubnet(address, prefix, isIPv4(address) ? "ipv4" : "ipv6");

export const isLocalName = (name: string): boolean =>
  LOCAL_NAMES.some((domain) => name === domain || name.endsWith(`.${domain}`));

export const isLocalAddress = (address: string): boolean =>
  isIP(address) !== 0 && networks.check(address, isIPv4(address) ? "ipv4" : "ipv6");

/** The 4 or 16 bytes of an address. */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groupsOf = (text: string) => (text === "" ? [] : text.split(":"));
  const before = groupsOf(head);
  const after = groupsOf(tail ?? "");
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  const groups = tail === undefined ? before : [...before, ...zeros, ...after];
  return Buffer.concat(groups.map((group) => Buffer.from(group.padStart(4, "0"), "hex")));
}

const LONGEST_LABEL = 63;

/** The name of a shop as the first part of a host name: `Café Zoë & Co` becomes `cafe-zoe-co`; empty if nothing is left. */
export function labelOf(shopName: string): string {
  return shopName
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_LABEL)
    .replaceAll(/^-+|-+$/g, "");
}
