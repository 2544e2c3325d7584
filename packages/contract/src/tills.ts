/** Tills: browsers that number receipts of their own. */
import { z } from "zod";
import { Instant, line, Version, WriteKey } from "./fields.ts";
import { searchFold } from "./fold.ts";
import { TillId } from "./ids.ts";
import { rule } from "./rules.ts";

const MOST_PREFIX = 6;

/**
 * What stands before the numbers of a till's receipts: `F` in `F-12`. It begins with a letter, so that a scanned
 * receipt number is no product code.
 */
export const ReceiptPrefix = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{0,5}$/, rule("receipt_prefix_not_valid"));

export const EnrolTill = z.strictObject({
  key: WriteKey,
  name: line(40, 1),
  receiptPrefix: ReceiptPrefix.describe("Unique in the shop; it cannot change after a receipt"),
});
export type EnrolTill = z.infer<typeof EnrolTill>;

export const UpdateTill = z.strictObject({
  key: WriteKey,
  id: TillId,
  version: Version,
  name: line(40, 1).optional(),
  receiptPrefix: ReceiptPrefix.optional(),
});
export type UpdateTill = z.infer<typeof UpdateTill>;

export const TillState = z.strictObject({ key: WriteKey, id: TillId, version: Version });
export type TillState = z.infer<typeof TillState>;

export const Till = z.strictObject({
  id: TillId,
  name: z.string(),
  receiptPrefix: z.string(),
  lastReceiptNumber: z.string().nullable().describe("Null if it has numbered no receipt yet"),
  lastUsedAt: Instant.nullable().describe("To five minutes"),
  thisDevice: z.boolean().describe("Whether the browser that asks is this till"),
  revokedAt: Instant.nullable(),
  version: z.int(),
  createdAt: Instant,
});
export type Till = z.infer<typeof Till>;

/** All tills, also revoked ones, in the order of their enrolment. */
export const Tills = z.strictObject({ items: z.array(Till) });
export type Tills = z.infer<typeof Tills>;

/** The till that the browser of a session is, or was until it was revoked. */
export const OwnTill = z.strictObject({
  id: TillId,
  name: z.string(),
  revoked: z.boolean().describe("A revoked till cannot sell until it is enrolled again"),
  hasDrawer: z.boolean().describe("Whether its cash goes into a cash drawer"),
});
export type OwnTill = z.infer<typeof OwnTill>;

/**
 * A receipt prefix for a name, other than the ones in use: its initials, else its first letters, else with a number.
 * "Front" becomes `F`, "Back counter" `BC`.
 */
export function proposePrefix(name: string, used: Iterable<string>): string {
  const taken = new Set(used);
  const words = searchFold(name)
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => /^[A-Z]/.test(word));
  const letters = words.join("").slice(0, MOST_PREFIX);
  const initials = words.map((word) => word[0]).join("");
  const base = initials.slice(0, MOST_PREFIX) || "T";
  const longer = [...letters].map((_, index) => letters.slice(0, index + 1));
  for (const prefix of [base, ...longer]) if (!taken.has(prefix)) return prefix;
  for (let number = 2; ; number++) {
    const suffix = String(number);
    const prefix = base.slice(0, MOST_PREFIX - suffix.length) + suffix;
    if (!taken.has(prefix)) return prefix;
  }
}

/**
 * The prefix of the next series of a till, which no receipt has: `A2` after `A`, `A3` after `A2`. `used` are all
 * prefixes that any receipt may have.
 */
export function nextSeries(prefix: string, used: Iterable<string>): string {
  const taken = new Set(used);
  const [, letters = prefix, last = "1"] = /^(.*?)(\d*)$/.exec(prefix) ?? [];
  for (let number = Number(last || "1") + 1; ; number++) {
    const suffix = String(number);
    const next = letters.slice(0, MOST_PREFIX - suffix.length) + suffix;
    if (!taken.has(next)) return next;
  }
}
