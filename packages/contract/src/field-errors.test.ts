import { expect, test } from "vitest";
import { z } from "zod";
import { RingUpSale } from "./sales.ts";
import { newId } from "./uuid.ts";
import { fieldErrorsOf } from "./field-errors.ts";

function errorsOf(schema: z.ZodType, value: unknown): Record<string, string[]> {
  const result = schema.safeParse(value);
  return result.success ? {} : fieldErrorsOf(result.error.issues);
}

test("[I3] a refusal stands at the field, however deep, in the contract's own words", () => {
  const line = { productId: newId(), quantityMilli: 1000 };
  const sale = {
    key: newId(),
    locationId: "here",
    lines: [line, line, { ...line, quantityMilli: 0 }, { ...line, discount: { kind: "gift" } }],
    tenders: [],
    expectedTotalMinor: 19.99,
  };
  expect(errorsOf(RingUpSale, sale)).toMatchObject({
    locationId: ["This is not a valid id."],
    "lines.2.quantityMilli": ["Enter a quantity above zero."],
    expectedTotalMinor: [expect.stringMatching(/^[A-Z].*\.$/)],
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
  mail: z.union([z.literal(""), z.email("This is not an e-mail address")]),
});

test("[I3] stock phrases of the schema library become sentences", () => {
  expect(
    errorsOf(Thing, { count: "3", kind: "c", list: ["aa", "bb"], mail: "x", extra: 1 }),
  ).toEqual({
    name: ["This field is required."],
    count: ["This must be a number."],
    kind: ["Choose one of: a, b."],
    list: ["Give at most 1."],
    mail: ["This is not an e-mail address."],
    extra: ["This field is not allowed here."],
  });
});

test("an input that is no object is refused as a whole", () => {
  expect(errorsOf(Thing, null)).toEqual({ "": ["This must be an object."] });
});

test("[US7] a field called __proto__ is refused by name and reaches no prototype", () => {
  const evil: unknown = JSON.parse('{"__proto__":{"isOwner":true},"name":"x"}');
  const errors = errorsOf(z.strictObject({ name: z.string() }), evil);
  expect(Object.getPrototypeOf(errors)).toBe(Object.prototype);
  expect(Object.keys(Object.prototype)).toEqual([]);
});
