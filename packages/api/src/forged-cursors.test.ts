import { afterAll, beforeAll, expect, test } from "vitest";
import { encodeCursor } from "@daybook/core/lists/cursor";
import { planInput } from "./rest-input.ts";
import { overTrpc, procedures } from "./testing/call.ts";
import { contextAs } from "./testing/create-test-caller.ts";
import { populateShop } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";

let populated: PopulatedShop;
beforeAll(async () => {
  populated = await populateShop();
});
afterAll(() => populated.shop.close());

const lists = procedures.filter(
  ({ type, input }) => type === "query" && input !== null && planInput(input).fields.has("cursor"),
);
const STRINGS = ["", "a", "a\u0000b", "\u0000", "\ud800", "2026-02-31", "'; --", "9".repeat(300)];
const NUMBERS = [0, -1, 1.5, 1e300, 2 ** 53, -(2 ** 63), 5e-324];

/** Every cursor of up to two of these values, and some of four. */
function forged(): string[] {
  const values = [...STRINGS, ...NUMBERS];
  const pairs = values.flatMap((one) => values.map((other) => [one, other]));
  const four = NUMBERS.map((number) => ["a", number, number, number]);
  const packed = [...values.map((value) => [value]), ...pairs, ...four].map(encodeCursor);
  return [...packed, "", "rubbish", "\u0000", Buffer.from("null").toString("base64url")];
}

/** The status of a valid question in which one field says something else. */
async function statusOf(name: string, field: string, value: string): Promise<number> {
  const valid: unknown = Reflect.get(populated.inputs(), name);
  const input = { ...Object(valid), [field]: value };
  return (await overTrpc(contextAs(populated.shop, "owner"), name, input)).status;
}

test.each(lists.map(({ name }) => name))(
  "[fault B8] a forged cursor of %s is refused or answered, never a failure",
  async (name) => {
    for (const cursor of forged().filter((text) => text.length <= 500)) {
      const status = await statusOf(name, "cursor", cursor);
      expect([cursor, [200, 400].includes(status)]).toEqual([cursor, true]);
    }
  },
);

test("[fault B8] no text of a query may contain characters that a database cannot store", async () => {
  for (const { name, type, input } of procedures) {
    if (type !== "query" || input === null) continue;
    for (const [field, kind] of planInput(input).fields) {
      if (kind !== "text") continue;
      const status = await statusOf(name, field, "a\u0000b");
      expect([name, field, status < 500]).toEqual([name, field, true]);
    }
  }
});
