import { TRPCClientError } from "@trpc/client";
import { describe, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { minor } from "@daybook/contract/money";
import { REASONS } from "@daybook/contract/reasons";
import type { ReasonCode, ReasonDetails, Refusal } from "@daybook/contract/reasons";
import { noAnswer, refusals } from "../texts/en/refusals.ts";
import { describeError, describeReadError, describeRefusal } from "./describe-error.ts";
import { loadRightNames } from "./right-names.ts";
import { createFormats } from "./format.ts";

const product = { entity: "product", id: "p1" };

/** Details as the server sends them; a reason that is missing here does not compile. */
const DETAILS: { readonly [Code in ReasonCode]: ReasonDetails<Code> } = {
  invalid_input: {},
  bad_request: {},
  not_signed_in: {},
  wrong_credentials: {},
  forbidden: { permission: "products.write" },
  confirm_password: {},
  origin_refused: {},
  setup_token_wrong: {},
  not_found: product,
  no_such_path: {},
  method_not_allowed: {},
  duplicate: { field: "sku", value: "MUG", existingId: null },
  several_products: { code: "01234565", products: [{ id: "1", name: "Mug" }] },
  stale_version: {
    ...product,
    version: 1,
    currentVersion: 2,
    changedBy: "Maya",
    changedAt: "2026-03-02T09:42:00.000Z",
  },
  key_reused: {},
  insufficient_stock: {
    shortages: [
      {
        productId: "p1",
        sku: "MUG",
        name: "Mug",
        locationId: "l1",
        locationName: "Shop",
        requestedMilli: pieces(3),
        availableMilli: pieces(1),
      },
    ],
  },
  insufficient_stock_then: {
    productId: "p1",
    sku: "MUG",
    name: "Mug",
    locationId: "l1",
    locationName: "Shop",
    at: "2026-03-02T09:42:00.000Z",
    missingMilli: pieces(2),
  },
  inactive: product,
  wrong_state: { entity: "sale", id: "s1", state: "voided" },
  still_in_use: { entity: "location", id: "l1", by: "3 products" },
  last_owner: {},
  not_in_sample_shop: {},
  other_shop: {},
  set_up_already: {},
  return_too_much: { returnableMilli: pieces(2) },
  refund_exceeds_tender: { tender: "cash", refundableMinor: minor(450) },
  void_too_late: {},
  cannot_undo: { why: "cost" },
  total_mismatch: { expectedMinor: minor(100), actualMinor: minor(120) },
  fraction_not_allowed: { productId: "p1", stepMilli: pieces(1) },
  tenders_short: { dueMinor: minor(1000), tenderedMinor: minor(400) },
  refund_not_equal: { dueMinor: minor(1000), givenMinor: minor(400) },
  price_above_list: { listPriceMinor: minor(450) },
  change_only_from_cash: {},
  discount_too_large: {},
  discount_needs_reason: { limitPpm: 300_000 },
  too_much_cash: { mostMinor: minor(50_000) },
  too_long_ago: { earliest: "2026-03-01T09:30:00Z" },
  too_large: {},
  needs_lot: { productId: "p1" },
  not_stocked: { productId: "p1" },
  reorder_point_below_safety: {},
  target_below_reorder_point: {},
  location_not_sellable: { entity: "location", id: "l1" },
  no_quarantine: {},
  same_location: {},
  tree_cycle: {},
  tree_too_deep: {},
  happens_in_future: {},
  before_the_sale: {},
  weak_password: {},
  scope_not_allowed: { scope: "users.write" },
  reset_link_spent: {},
  payload_too_large: {},
  unsupported_media_type: {},
  host_refused: {},
  too_many_attempts: { retryAfterSeconds: 30 },
  too_many_requests: { retryAfterSeconds: 600 },
  internal: {},
  outcome_unknown: {},
  database_unavailable: {},
  database_lost: {},
  disk_failing: {},
  storage_full: {},
  busy: {},
};

const refusal = (code: string, details: object): Refusal => ({
  code,
  message: "As the server says it.",
  fieldErrors: {},
  details: { ...details },
  retryable: false,
  requestId: "r1",
});

const answered = (data: Refusal) =>
  TRPCClientError.from({
    error: { code: -32603, message: data.message, data: { refusal: data } },
  });

describe("every reason", () => {
  test.each(Object.keys(REASONS))("%s has a whole sentence of our own", (code) => {
    const sentence = describeRefusal(refusal(code, Reflect.get(DETAILS, code)));
    expect(sentence).toMatch(/^[A-Z“].*[.]$/);
    expect(sentence).not.toMatch(/undefined|NaN|\[object|As the server says it/);
  });
});

test("a sentence with numbers writes them as the shop does", () => {
  const formats = createFormats({
    locale: "de-DE",
    currency: "EUR",
    exponent: 2,
    timeZone: "Europe/Berlin",
  });
  const error = answered(refusal("total_mismatch", DETAILS.total_mismatch));
  expect(describeError(error, formats)).toBe(
    "The total is now 1,20\u00a0€, so nothing was saved. Check the prices and try again.",
  );
});

test("an edit that came too late says whose was first, and when by the shop's clock", () => {
  const formats = createFormats({
    locale: "en-GB",
    currency: "EUR",
    exponent: 2,
    timeZone: "Europe/Berlin",
  });
  const late = (details: object) => answered(refusal("stale_version", details));
  expect(describeError(late(DETAILS.stale_version), formats)).toBe(
    "Maya changed this product on 2 Mar, 10:42. Check the changes, then save.",
  );
  expect(describeError(late(DETAILS.stale_version))).toBe(
    "Maya changed this product. Check the changes, then save.",
  );
  expect(describeError(late({ ...DETAILS.stale_version, changedBy: null, changedAt: null }))).toBe(
    "Someone else changed this product. Check the changes, then save.",
  );
});

/** What a query may be refused with. */
const READ_CODES = [
  "internal",
  "disk_failing",
  "database_lost",
  "database_unavailable",
  "storage_full",
  "busy",
  "forbidden",
  "not_found",
  "too_many_requests",
] as const;

test("a shortage names what is left and where", () => {
  const error = answered(refusal("insufficient_stock", DETAILS.insufficient_stock));
  expect(describeError(error)).toBe("Only 1 of Mug left in Shop.");
});

test("a reason from a newer server is told in the server's words", () => {
  expect(describeRefusal(refusal("moon_phase", {}))).toBe("As the server says it.");
});

test("a known reason with unknown details is told in the server's words", () => {
  expect(describeRefusal(refusal("duplicate", { colour: "red" }))).toBe("As the server says it.");
});

test("[fault C1] no answer at all does not claim that nothing was saved", () => {
  expect(describeError(TRPCClientError.from(new TypeError("Failed to fetch")))).toBe(noAnswer);
  for (const sentence of [noAnswer, refusals.internal(), refusals.outcome_unknown()])
    expect(sentence).not.toMatch(/nothing was/i);
});

test("[fault G18] a lack of rights says what is needed and who can give it", async () => {
  await loadRightNames();
  const said = describeRefusal(refusal("forbidden", DETAILS.forbidden));
  expect(said).toContain("“Add and change products”");
  expect(said).toContain("An owner can change your role");
  expect(said).not.toMatch(/try again/i);
});

test("[fault G18] whatever keeps something from being read, nothing is said of saving", () => {
  const errors = [
    TRPCClientError.from(new TypeError("Failed to fetch")),
    ...READ_CODES.map((code) => answered(refusal(code, DETAILS[code]))),
  ];
  for (const error of errors) expect(describeReadError(error)).not.toMatch(/saved|saving|booked/i);
});
