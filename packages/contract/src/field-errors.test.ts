import { expect, test } from "vitest";
import { z } from "zod";
import { RingUpSale } from "./sales.ts";
import { newId } from "./uuid.ts";
import { fieldErrorsOf } from "./field-errors.ts";
import type { FieldErrors } from "./refusal.ts";
import { rule } from "./rules.ts";

function errorsOf(schema: z.ZodType, value: unknown): FieldErrors {
  const result = schema.safeParse(value);
  return result.success ? {} : fieldErrorsOf(result.error.issues);
}

test("[I3] an error is at its field, at any depth, with the contract's own rule", () => {
  const line = { productId: newId(), quantityMilli: 1000 };
  const sale = {
    key: newId(),
    locationId: "here",
    lines: [line, line, { ...line, quantityMilli: 0 }, { ...line, discount: { kind: "gift" } }],
    tenders: [],
    expectedTotalMinor: 19.99,
  };
  expect(errorsOf(RingUpSale, sale)).toMatchObject({
    locationId: [{ code: "not_an_id" }],
    "lines.2.quantityMilli": [{ code: "quantity_not_positive" }],
    expectedTotalMinor: [{ code: "amount_not_whole" }],
  });
  expect(
    Object.keys(errorsOf(RingUpSale, sale)).some((path) => path.startsWith("lines.3.discount")),
  ).toBe(true);
});

const Thing = z.strictObject({
  name: z.string(),
  count: z.int(),
  kind: z.enum(["a", "b"]),
  list: z.array(z.string().min(2)).max(1),
  mail: z.union([z.literal(""), z.email(rule("not_an_email"))]),
});

test("[I3] an error of the schema library becomes a rule with its details", () => {
  expect(
    errorsOf(Thing, { count: "3", kind: "c", list: ["aa", "bb"], mail: "x", extra: 1 }),
  ).toEqual({
    name: [{ code: "required", details: {} }],
    count: [{ code: "wrong_type", details: { expected: "number" } }],
    kind: [{ code: "not_one_of", details: { values: ["a", "b"] } }],
    list: [{ code: "too_many", details: { max: 1 } }],
    mail: [{ code: "not_an_email", details: {} }],
    extra: [{ code: "unknown_field", details: {} }],
  });
});

test("an input that is not an object is refused as a whole", () => {
  expect(errorsOf(Thing, null)).toEqual({
    "": [{ code: "wrong_type", details: { expected: "object" } }],
  });
});

test("[US7] a field called __proto__ is refused by name and changes no prototype", () => {
  const evil: unknown = JSON.parse('{"__proto__":{"isOwner":true},"name":"x"}');
  const errors = errorsOf(z.strictObject({ name: z.string() }), evil);
  expect(Object.getPrototypeOf(errors)).toBe(Object.prototype);
  expect(Object.keys(Object.prototype)).toEqual([]);
});
