import { expect, test } from "vitest";
import { NetworkCount, ON_THIS_MACHINE, PER_NETWORK } from "./connection-bounds.ts";

/** How many of a thousand connections are accepted, each from its own address. */
function admitted(count: NetworkCount, addressOf: (index: number) => string): number {
  return Array.from({ length: 1000 }, (_, index) => count.enter(addressOf(index))).filter(Boolean)
    .length;
}

test("[fault B3] one address, and one /64 of IPv6, has a limited number of connections", () => {
  const count = new NetworkCount();
  expect(admitted(count, () => "192.0.2.7")).toBe(PER_NETWORK);
  expect(admitted(count, () => "::ffff:192.0.2.8")).toBe(PER_NETWORK);
  expect(admitted(count, (index) => `2001:db8:1:2::${index.toString(16)}`)).toBe(PER_NETWORK);
  expect(admitted(count, () => "127.0.0.1")).toBe(ON_THIS_MACHINE);
  expect(count.enter("192.0.2.9")).toBe(true);
  expect(count.enter("2001:db8:1:3::1")).toBe(true);
});

test("[fault B3] a closed connection makes room for another", () => {
  const count = new NetworkCount();
  admitted(count, () => "192.0.2.7");
  expect(count.enter("192.0.2.7")).toBe(false);
  count.leave("192.0.2.7");
  expect([count.enter("192.0.2.7"), count.enter("192.0.2.7")]).toEqual([true, false]);
});
