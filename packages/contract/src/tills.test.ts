import { expect, test } from "vitest";
import { proposePrefix, ReceiptPrefix } from "./tills.ts";

test.each([
  ["Front", [], "F"],
  ["Front", ["F"], "FR"],
  ["Back counter", [], "BC"],
  ["Back counter", ["BC"], "B"],
  ["Éclair bar", [], "EB"],
  ["F", ["F"], "F2"],
  ["F", ["F", "F2"], "F3"],
  ["前台", [], "T"],
  ["前台", ["T"], "T2"],
  ["2", [], "T"],
  ["a b c d e f g h", [], "ABCDEF"],
])("[S8] the prefix proposed for %s beside %j is %s", (name, used, prefix) => {
  expect(proposePrefix(name, used)).toBe(prefix);
  expect(ReceiptPrefix.parse(prefix)).toBe(prefix);
});

test("[S8] a prefix is never one in use, and always one that the contract accepts", () => {
  const used = new Set<string>();
  for (let count = 0; count < 120; count++) {
    const prefix = proposePrefix("Front desk", used);
    expect(ReceiptPrefix.parse(prefix)).toBe(prefix);
    expect(used).not.toContain(prefix);
    used.add(prefix);
  }
});
