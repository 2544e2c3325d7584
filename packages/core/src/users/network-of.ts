/**
 * The network of an address: an IPv4 address, or the /64 of an IPv6 address, because each device there can choose any
 * number of addresses. Other text is returned unchanged.
 */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  const [, whole] = /^([0-9a-f:.]*:[0-9a-f:.]*)(?:%.*)?$/i.exec(plain) ?? [];
  if (whole === undefined) return plain;
  const [head = "", tail] = whole.split("::");
  const groups = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    const last = tail === "" ? [] : tail.split(":");
    // An IPv4 address at the end stands for two groups.
    const length = last.length + (tail.includes(".") ? 1 : 0);
    while (groups.length + length < 8) groups.push("0");
    groups.push(...last);
  }
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}

/** An IPv4-mapped IPv6 address is the same address. */
export function plainAddress(address: string): string {
  const [, inside] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  return inside ?? address;
}
