/**
 * The closed list of refusals. Each has the HTTP status it travels under, the shape of its details and the
 * English sentence for the person at the counter, which says what they can do next.
 *
 * 400: the contract refuses. 409: the shop's current state does not allow it. 422: a rule that no state would change.
 */
import { z } from "zod";
import { MOST_BODY } from "./body-limit.ts";
import { Instant } from "./fields.ts";
import { Minor } from "./money.ts";
import { formatQuantity, Milli } from "./quantity.ts";

export interface ReasonSpec<Details extends z.ZodType = z.ZodType> {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 422 | 429 | 500 | 503;
  readonly details: Details;
  readonly sentence: (details: z.infer<Details>) => string;
  /** Whether sending the very same request again later can succeed. */
  readonly retryable: boolean;
}

function reason<Details extends z.ZodType>(
  status: ReasonSpec["status"],
  details: Details,
  sentence: (details: z.infer<Details>) => string,
  retryable = false,
): ReasonSpec<Details> {
  return { status, details, sentence, retryable };
}

const nothing = z.strictObject({});

/** One line of a shortage: what was asked for and what is there. */
export const Shortage = z.strictObject({
  productId: z.string(),
  sku: z.string(),
  name: z.string(),
  locationId: z.string(),
  locationName: z.string(),
  requestedMilli: Milli,
  availableMilli: Milli,
});
export type Shortage = z.infer<typeof Shortage>;

const entity = z.strictObject({ entity: z.string(), id: z.string() });

export const REASONS = {
  invalid_input: reason(400, nothing, () => "Check the highlighted fields."),
  bad_request: reason(400, nothing, () => "The request could not be read."),
  not_signed_in: reason(401, nothing, () => "Sign in first."),
  wrong_credentials: reason(401, nothing, () => "Wrong name or password."),
  forbidden: reason(
    403,
    z.strictObject({ permission: z.string() }),
    (d) => `This needs the permission ${d.permission}. An owner can grant it.`,
  ),
  confirm_password: reason(403, nothing, () => "Enter your password again to do this."),
  origin_refused: reason(
    403,
    nothing,
    () => "This request came from another site, so it was refused.",
  ),
  setup_token_wrong: reason(
    403,
    nothing,
    () => "This setup link is no longer valid. Open the one shown where Daybook was started.",
  ),
  not_found: reason(404, entity, (d) => `This ${d.entity} does not exist.`),
  no_such_path: reason(404, nothing, () => "This address does not exist."),
  method_not_allowed: reason(405, nothing, () => "This address does not support that method."),
  duplicate: reason(
    409,
    z.strictObject({
      field: z.string(),
      value: z.string(),
      existingId: z.string().nullable(),
      existingName: z.string().optional().describe("Of the product that has this code"),
    }),
    (d) =>
      d.existingName === undefined
        ? `“${d.value}” is already in use.`
        : `“${d.value}” is already used by “${d.existingName}”.`,
  ),
  several_products: reason(
    409,
    z.strictObject({
      code: z.string(),
      products: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    }),
    (d) => `${d.products.map(({ name }) => `“${name}”`).join(" and ")} have this code. Choose one.`,
  ),
  stale_version: reason(
    409,
    z.strictObject({
      entity: z.string(),
      id: z.string(),
      version: z.int(),
      currentVersion: z.int(),
      changedBy: z.string().nullable().describe("Name of the person who changed it last"),
      changedAt: Instant.nullable(),
    }),
    (d) =>
      `${d.changedBy ?? "Someone else"} changed this ${d.entity}. Check the changes, then save.`,
  ),
  key_reused: reason(
    409,
    nothing,
    () => "This key was already used for a different request. Use a new one.",
  ),
  insufficient_stock: reason(409, z.strictObject({ shortages: z.array(Shortage) }), (d) =>
    d.shortages
      .map(
        (s) => `Only ${formatQuantity(s.availableMilli)} of ${s.name} left in ${s.locationName}.`,
      )
      .join(" "),
  ),
  insufficient_stock_then: reason(
    409,
    z.strictObject({
      productId: z.string(),
      sku: z.string(),
      name: z.string(),
      locationId: z.string(),
      locationName: z.string(),
      at: Instant.describe("The first moment at which stock would have been negative"),
      missingMilli: Milli,
    }),
    (d) =>
      `On ${d.at} stock of ${d.name} in ${d.locationName} would be ${formatQuantity(d.missingMilli)} short. Choose a later time, or first record the earlier deliveries.`,
  ),
  inactive: reason(409, entity, (d) => `This ${d.entity} is deactivated. Reactivate it first.`),
  wrong_state: reason(
    409,
    z.strictObject({ entity: z.string(), id: z.string(), state: z.string() }),
    (d) => `This ${d.entity} is ${d.state}.`,
  ),
  still_in_use: reason(
    409,
    z.strictObject({ entity: z.string(), id: z.string(), by: z.string() }),
    (d) => `This ${d.entity} is still used by ${d.by}.`,
  ),
  last_owner: reason(
    409,
    nothing,
    () => "A shop needs one active owner. Make another person owner first.",
  ),
  not_in_sample_shop: reason(
    409,
    nothing,
    () => "People and keys are shared with your own shop. Leave the sample shop first.",
  ),
  other_shop: reason(
    409,
    nothing,
    () => "Another tab moved to another shop, so nothing was done here. Reload the page.",
  ),
  set_up_already: reason(409, nothing, () => "This shop is already set up. Sign in."),
  return_too_much: reason(
    409,
    z.strictObject({ returnableMilli: Milli }),
    (d) => `Only ${formatQuantity(d.returnableMilli)} of this line can still be returned.`,
  ),
  refund_exceeds_tender: reason(
    409,
    z.strictObject({ tender: z.string(), refundableMinor: Minor }),
    (d) => `The refund is more than was paid by ${d.tender}. Refund the rest by another method.`,
  ),
  void_too_late: reason(
    409,
    nothing,
    () => "A sale can only be voided on the day it was made. Record a return instead.",
  ),
  cannot_undo: reason(409, z.strictObject({ why: z.enum(["other_day", "cost"]) }), (d) =>
    d.why === "other_day"
      ? "This can only be undone on the day it was recorded. Correct it with an adjustment."
      : "Items were sold since then at a cost based on this. Correct it with an adjustment.",
  ),
  total_mismatch: reason(
    409,
    z.strictObject({ expectedMinor: Minor, actualMinor: Minor }),
    () => "The total has changed, so nothing was saved. Check the prices and try again.",
  ),
  fraction_not_allowed: reason(
    422,
    z.strictObject({ productId: z.string(), stepMilli: Milli }),
    (d) =>
      d.stepMilli === 1000
        ? "This product is sold in whole pieces only."
        : `This product is sold in steps of ${formatQuantity(d.stepMilli)}.`,
  ),
  tenders_short: reason(
    422,
    z.strictObject({ dueMinor: Minor, tenderedMinor: Minor }),
    () => "The payment does not cover the total.",
  ),
  refund_not_equal: reason(
    422,
    z.strictObject({ dueMinor: Minor, givenMinor: Minor }),
    () => "The refund must be exactly the amount due.",
  ),
  price_above_list: reason(
    422,
    z.strictObject({ listPriceMinor: Minor }),
    () => "Without a receipt, the refund is at most today's price.",
  ),
  change_only_from_cash: reason(
    422,
    nothing,
    () => "Change is given from cash only. Lower the card amount.",
  ),
  discount_too_large: reason(422, nothing, () => "The discount is larger than the price."),
  discount_needs_reason: reason(
    422,
    z.strictObject({ limitPpm: z.int() }),
    (d) => `Give a reason for a discount above ${d.limitPpm / 10_000}%.`,
  ),
  too_much_cash: reason(
    422,
    z.strictObject({ mostMinor: Minor }),
    () => "This is far more cash than is due. Check the amount received.",
  ),
  too_large: reason(
    422,
    nothing,
    () => "The amounts are too large. Split them into smaller entries.",
  ),
  needs_lot: reason(
    422,
    z.strictObject({ productId: z.string() }),
    () => "This product is tracked by lot or serial number.",
  ),
  not_stocked: reason(
    422,
    z.strictObject({ productId: z.string() }),
    () => "This product is a service: it has no stock.",
  ),
  reorder_point_below_safety: reason(
    422,
    nothing,
    () => "The reorder point must be at least the safety stock.",
  ),
  target_below_reorder_point: reason(
    422,
    nothing,
    () => "The target must be above the reorder point.",
  ),
  location_not_sellable: reason(422, entity, () => "You can only sell from a shop or store room."),
  no_quarantine: reason(
    409,
    nothing,
    () => "Add a location of the kind “Quarantine (damaged)” first.",
  ),
  same_location: reason(422, nothing, () => "Choose two different locations."),
  tree_cycle: reason(422, nothing, () => "Nothing can be inside itself. Choose another parent."),
  tree_too_deep: reason(422, nothing, () => "Too many levels. Use at most eight."),
  happens_in_future: reason(422, nothing, () => "The date cannot be in the future."),
  too_long_ago: reason(
    422,
    z.strictObject({ earliest: Instant }),
    (d) => `The date is too far in the past. The earliest is ${d.earliest}.`,
  ),
  before_the_sale: reason(422, nothing, () => "The return cannot be earlier than the sale."),
  weak_password: reason(
    422,
    nothing,
    () => "This password is too easy to guess. Use a longer one.",
  ),
  scope_not_allowed: reason(
    422,
    z.strictObject({ scope: z.string() }),
    (d) => `You cannot give a key the right “${d.scope}”.`,
  ),
  reset_link_spent: reason(
    422,
    nothing,
    () => "This link was already used or has expired. Ask for a new one.",
  ),
  payload_too_large: reason(
    413,
    nothing,
    () => `This is too large. Send at most ${MOST_BODY} at a time, in several requests.`,
  ),
  unsupported_media_type: reason(415, nothing, () => "Send JSON."),
  host_refused: reason(
    421,
    nothing,
    () =>
      "Daybook is not available at this address. Use the address shown where Daybook was started.",
  ),
  too_many_attempts: reason(
    429,
    z.strictObject({ retryAfterSeconds: z.int() }),
    (d) => `Too many attempts. Wait ${d.retryAfterSeconds} s.`,
    true,
  ),
  too_many_requests: reason(
    429,
    z.strictObject({ retryAfterSeconds: z.int() }),
    (d) => `Too many requests. Wait ${d.retryAfterSeconds} s.`,
    true,
  ),
  internal: reason(
    500,
    nothing,
    () =>
      "Something went wrong in Daybook. If you were saving, check whether it was saved before you try again.",
    true,
  ),
  outcome_unknown: reason(
    503,
    nothing,
    () =>
      "It is not known whether this was saved. Send it again with the same key: it will not be saved twice.",
    true,
  ),
  database_unavailable: reason(
    503,
    nothing,
    () => "The database cannot be reached. Try again in a moment.",
    true,
  ),
  disk_failing: reason(
    503,
    nothing,
    () =>
      "The disk or the file that holds the shop's data is failing. Check whether this was saved before you do it again, and tell the owner.",
    true,
  ),
  database_lost: reason(
    503,
    nothing,
    () =>
      "The shop's database file was moved, deleted or overwritten, so nothing was saved. Stop selling and tell the owner: the terminal says where everything up to now is kept.",
  ),
  storage_full: reason(
    503,
    nothing,
    () => "The disk is full, so nothing was saved. Free some space, then try again.",
    true,
  ),
  busy: reason(503, nothing, () => "The system is busy. Try again.", true),
} satisfies Record<string, ReasonSpec>;

export type ReasonCode = keyof typeof REASONS;
export type ReasonDetails<Code extends ReasonCode> = z.infer<(typeof REASONS)[Code]["details"]>;

/** The one refusal object: what tRPC, REST and every screen see. */
export const Refusal = z.strictObject({
  code: z.string(),
  message: z.string(),
  fieldErrors: z.record(z.string(), z.array(z.string())),
  details: z.record(z.string(), z.unknown()),
  hint: z.string().optional(),
  retryable: z.boolean(),
  requestId: z.string(),
});
export type Refusal = z.infer<typeof Refusal>;

/** A refusal with one of these codes, and with the details that belong to it: `switch (refusal.code)` tells them apart. */
export type RefusalOf<Code extends ReasonCode = ReasonCode> = {
  [One in Code]: Omit<Refusal, "code" | "details"> & {
    readonly code: One;
    readonly details: ReasonDetails<One>;
  };
}[Code];
