/** Fields that many contracts use, with their limits and their sentences. */
import { z } from "zod";
import { plainText } from "./fold.ts";
import { plainCode, readCode } from "./gtin.ts";
import { Uuid } from "./uuid.ts";
import { rule } from "./rules.ts";

/** Client-made key of a write: the same key with the same body is answered again, never done again. */
export const WriteKey = Uuid.describe(
  "Idempotency key: a UUID made by the client, one per intended write",
);

/** The version a person edited; if the database has a newer one, the edit is refused. */
export const Version = z.int(rule("version_required")).min(1);

/** One trimmed line of text, between `min` and `max` characters, without control characters. */
export function line(max: number, min = 0) {
  return bounded(z.string().trim(), max, min);
}

/** The shop's own code of something: a line as `plainCode` gives it. */
export function ownCode(max: number, min = 0) {
  return bounded(z.string().overwrite(plainCode), max, min);
}

/** A code as it stands on the goods: a line as `readCode` gives it. */
export function printedCode(max: number) {
  return bounded(z.string().overwrite(readCode), max, 1);
}

function bounded(start: z.ZodString, max: number, min: number) {
  const text = start
    .max(max)
    .refine((value) => !CONTROL.test(value), rule("control_characters"))
    .refine((value) => value.isWellFormed?.() ?? true, rule("broken_characters"));
  if (min === 0) return text;
  return text.min(min).refine((value) => value === "" || plainText(value) !== "", rule("required"));
}

/** Text of several lines. */
export function paragraph(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine((value) => !CONTROL_BUT_BREAKS.test(value), rule("control_characters"))
    .refine((value) => value.isWellFormed?.() ?? true, rule("broken_characters"));
}

// oxlint-disable-next-line no-control-regex -- control characters are what these look for
const CONTROL = /[\u0000-\u001f\u007f]/;
// oxlint-disable-next-line no-control-regex -- control characters are what these look for
const CONTROL_BUT_BREAKS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** A moment as people and files write it: ISO 8601 with an offset or Z. */
export const Instant = z.iso.datetime({
  offset: true,
  error: rule("not_an_instant"),
});

/** A calendar day of the shop: `2026-03-01`. */
export const BusinessDate = z.iso.date(rule("not_a_date"));

/** The time of the event by the device's clock; the server adds its own. Now by default. */
export const OccurredAt = Instant.optional();

/** The maximum number of records per request. */
export const MOST_AT_ONCE = 1000;

/** The result of a write without data. */
export const Done = z.strictObject({ done: z.literal(true) });
export type Done = z.infer<typeof Done>;
