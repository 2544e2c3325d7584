/** For tests: valid and almost valid values of a contract. */
import fc from "fast-check";
import { z } from "zod";
import { TenderId } from "@daybook/contract/ids";
import { CARD, CASH, OTHER } from "@daybook/contract/tenders";

type Fields = Record<string, unknown>;

/**
 * Inputs of a contract: an accepted one, of which each field may be replaced by another valid value. Ids come from
 * `ids`, so many of them exist.
 */
export function inputsLike(
  contract: z.core.$ZodType,
  accepted: Fields,
  ids: readonly string[],
): fc.Arbitrary<Fields> {
  if (!(contract instanceof z.ZodObject)) throw new Error("a contract is an object");
  const changes: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, field] of Object.entries(contract.shape)) {
    if (name !== "key") changes[name] = valueOf(field, ids);
  }
  const key = fc.uuid({ version: 7 });
  const fresh = "key" in contract.shape ? fc.record({ key }) : fc.constant({});
  return fc
    .tuple(
      fc.constant(accepted),
      fc.record(changes, { requiredKeys: [] }),
      fc.integer({ min: 0, max: 3 }),
      fresh,
    )
    .map(([base, change, count, own]) => ({
      ...base,
      ...Object.fromEntries(Object.entries(change).slice(0, count)),
      ...own,
    }))
    .map((input) =>
      Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
    );
}

/** All ids in these inputs. */
export function idsIn(inputs: unknown): string[] {
  const text = JSON.stringify(inputs);
  return [...new Set(text.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g) ?? [])];
}

/** The same with one error: an invalid value, an extra field or a missing one. */
export function inputsNearly(
  contract: z.core.$ZodType,
  accepted: Fields,
  ids: readonly string[],
): fc.Arbitrary<unknown> {
  const fields = Object.keys(accepted);
  const name = fc.constantFrom(...fields, "surprise", "__proto__", "constructor", "toString");
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(inputsLike(contract, accepted, ids), name, NASTY)
        .map(([input, field, value]) => withField(input, field, value)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(inputsLike(contract, accepted, ids), name)
        .map(([input, field]) => without(input, field)),
    },
    { weight: 1, arbitrary: NASTY },
  );
}

const deep = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels));

const NASTY: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    true,
    0,
    -0,
    -1,
    0.1,
    2 ** 53,
    2 ** 53 + 2,
    -(2 ** 53),
    1e308,
    "",
    " ",
    "NaN",
    "1e999",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "\u202eevil",
    "' or 1=1 --",
    '24" monitor AND (name:*',
    "%_\\",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "x".repeat(300_000),
    "00000000-0000-0000-0000-000000000000",
    "9999-12-31T23:59:59Z",
    "2026-02-30",
    "0000-01-01",
    [],
    {},
    [[]],
    [null],
    { length: 1e9 },
    deep(500),
    JSON.parse('{"__proto__":{"isOwner":true}}'),
    JSON.parse('{"constructor":{"prototype":{"isOwner":true}}}'),
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: "binary", maxLength: 20 }),
);

function withField(input: Fields, field: string, value: unknown): Fields {
  const copy = { ...input };
  // As JSON.parse would create it: an own property, whatever its name.
  Object.defineProperty(copy, field, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

function without(input: Fields, field: string): Fields {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== field));
}

function valueOf(schema: unknown, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional)
    return fc.option(valueOf(schema.unwrap(), ids), { nil: undefined });
  if (schema instanceof z.ZodNullable)
    return fc.option(valueOf(schema.unwrap(), ids), { nil: null });
  if (schema instanceof z.ZodDefault)
    return fc.option(valueOf(schema.unwrap(), ids), { nil: undefined });
  if (schema instanceof z.ZodPipe) return valueOf(schema.in, ids);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return wholeNumber(schema.minValue, schema.maxValue);
  if (schema instanceof z.ZodUnion)
    return fc.oneof(...schema.options.map((option) => valueOf(option, ids)));
  if (schema instanceof z.ZodArray)
    return fc.array(valueOf(schema.element, ids), { minLength: 1, maxLength: 3 });
  if (schema instanceof z.ZodObject) {
    return fc.record(
      Object.fromEntries(
        Object.entries(schema.shape).map(([name, field]) => [name, valueOf(field, ids)]),
      ),
    );
  }
  if (schema === TenderId) return fc.constantFrom(CASH, CARD, OTHER, ...ids);
  return textOf(schema, ids);
}

function wholeNumber(min: number | null, max: number | null): fc.Arbitrary<number> {
  const lowest = Math.max(min ?? -1e6, -(2 ** 53) + 1);
  const highest = Math.min(max ?? 1e6, 2 ** 53 - 1);
  const usual = fc.integer({
    min: Math.max(lowest, Math.min(0, highest)),
    max: Math.min(highest, Math.max(lowest, 5000)),
  });
  return fc.oneof(
    { weight: 4, arbitrary: usual },
    { weight: 1, arbitrary: fc.constantFrom(lowest, highest) },
  );
}

function textOf(schema: unknown, ids: readonly string[]): fc.Arbitrary<string> {
  const format = schema instanceof z.ZodStringFormat ? schema.def.format : "";
  if (format === "uuid" || format === "guid")
    return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fc.uuid({ version: 7 }));
  const days = fc.date({
    min: new Date("2026-02-20"),
    max: new Date("2026-03-03"),
    noInvalidDate: true,
  });
  if (format === "datetime") return days.map((day) => day.toISOString());
  if (format === "date") return days.map((day) => day.toISOString().slice(0, 10));
  if (format === "email") return fc.emailAddress();
  const max = schema instanceof z.ZodString ? (schema.maxLength ?? 40) : 40;
  return fc.oneof(
    fc.string({ minLength: 1, maxLength: Math.min(max, 40) }),
    fc.constantFrom(
      "MUG",
      "Zoë",
      "5901234123457",
      // The same with a wrong check digit.
      "5901234123450",
      "Kitchen",
      "clerk",
      "password1234",
      "İstanbul",
      "ß",
      '24" monitor',
      "%",
      "a'b",
      "نص",
      "🍞 roll",
    ),
  );
}
