/**
 * The closed list of refusals. Each has an HTTP status, the type of its details, and whether a retry can succeed. The
 * sentences are in `texts/`.
 *
 * 400: the input breaks the contract. 409: conflict with the current state. 422: a business rule, whatever the state.
 */
import { z } from "zod";
import { Needed } from "./approvals.ts";
import { BackupFailure, BackupProblem } from "./backup-failures.ts";
import { Instant } from "./fields.ts";
import { ImportFailure } from "./import-failures.ts";
import { TenderId } from "./ids.ts";
import { LabelProblem } from "./label-problems.ts";
import { Minor } from "./money.ts";
import { PictureProblem } from "./picture-problems.ts";
import { Milli } from "./quantity.ts";

export interface ReasonSpec<Details extends z.ZodType = z.ZodType> {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 422 | 429 | 500 | 503;
  readonly details: Details;
  /** Whether the same request can succeed later. */
  readonly retryable: boolean;
}

function reason<Details extends z.ZodType>(
  status: ReasonSpec["status"],
  details: Details,
  retryable = false,
): ReasonSpec<Details> {
  return { status, details, retryable };
}

const nothing = z.strictObject({});

/** One line of a shortage: the requested and the available quantity. */
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

/** The entities that a refusal can name. */
export const Entity = z.enum([
  "alert",
  "apiKey",
  "approval",
  "backup",
  "cardPayment",
  "missingReceipt",
  "category",
  "cashCount",
  "closing",
  "customer",
  "drawer",
  "drawerSession",
  "file",
  "import",
  "importFile",
  "importRow",
  "labelPattern",
  "tileArrangement",
  "line",
  "location",
  "parkedSale",
  "pastSale",
  "picture",
  "printer",
  "printJob",
  "product",
  "sale",
  "session",
  "shop",
  "stockDocument",
  "supplier",
  "taxClass",
  "tender",
  "till",
  "user",
]);
export type Entity = z.infer<typeof Entity>;

const entity = z.strictObject({ entity: Entity, id: z.string() });

/** The state that prevents a change, other than missing or deactivated. */
const State = z.enum([
  "voided",
  "return",
  "void",
  "partly_returned",
  "invoiced",
  "exchanged",
  "rounded_otherwise",
  "saved",
  "not_approved",
  "undone",
  "active",
  "dismissed",
  "snoozed",
  "resolved",
  "reading",
  "preview",
  "committing",
  "done",
  "undoing",
  "failed",
  "cancelled",
  "recorded",
  "settled",
  "waiting",
  "sending",
  "sent",
  "printed",
]);

export const REASONS = {
  invalid_input: reason(400, nothing),
  bad_request: reason(400, nothing),
  not_signed_in: reason(401, nothing),
  wrong_credentials: reason(401, nothing),
  wrong_pin: reason(401, nothing),
  forbidden: reason(403, z.strictObject({ permission: z.string() })),
  needs_approval: reason(403, Needed),
  approval_invalid: reason(409, nothing),
  not_a_till: reason(403, nothing),
  no_drawer: reason(403, nothing),
  no_printer: reason(409, nothing),
  pin_blocked: reason(403, nothing),
  locked: reason(403, nothing),
  confirm_password: reason(403, nothing),
  till_revoked: reason(403, nothing),
  origin_refused: reason(403, nothing),
  setup_token_wrong: reason(403, nothing),
  not_found: reason(404, entity),
  no_such_path: reason(404, nothing),
  method_not_allowed: reason(405, nothing),
  duplicate: reason(
    409,
    z.strictObject({
      field: z.string(),
      value: z.string(),
      existingId: z.string().nullable(),
      existingName: z.string().optional().describe("Of the product that has this code"),
    }),
  ),
  several_products: reason(
    409,
    z.strictObject({
      code: z.string(),
      products: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    }),
  ),
  stale_version: reason(
    409,
    z.strictObject({
      entity: Entity,
      id: z.string(),
      version: z.int(),
      currentVersion: z.int(),
      changedBy: z.string().nullable().describe("Name of the person who changed it last"),
      changedAt: Instant.nullable(),
    }),
  ),
  key_reused: reason(409, nothing),
  insufficient_stock: reason(409, z.strictObject({ shortages: z.array(Shortage) })),
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
  ),
  inactive: reason(409, entity),
  wrong_state: reason(
    409,
    z.strictObject({
      entity: Entity,
      id: z.string(),
      state: State,
      receiptNumber: z.string().optional().describe("Of the sale that was saved"),
    }),
  ),
  still_in_use: reason(
    409,
    z.strictObject({
      entity: Entity,
      id: z.string(),
      by: z.enum(["stock", "product", "part", "till", "cash"]),
      name: z
        .string()
        .nullable()
        .describe("Of the product, or of the location or category inside it"),
    }),
  ),
  last_owner: reason(409, nothing),
  not_in_sample_shop: reason(409, nothing),
  other_shop: reason(409, nothing),
  set_up_already: reason(409, nothing),
  return_too_much: reason(409, z.strictObject({ returnableMilli: Milli })),
  refund_exceeds_tender: reason(
    409,
    z.strictObject({ tender: TenderId, name: z.string(), refundableMinor: Minor }),
  ),
  tender_not_for_refunds: reason(422, z.strictObject({ tender: TenderId, name: z.string() })),
  reference_required: reason(422, z.strictObject({ tender: TenderId, name: z.string() })),
  no_card_terminal: reason(409, nothing),
  needs_cash: reason(409, nothing),
  enrolled_already: reason(409, z.strictObject({ name: z.string() })),
  receipt_prefix_in_use: reason(409, z.strictObject({ receiptNumber: z.string() })),
  parked_sale_open: reason(
    409,
    z.strictObject({
      by: z.string().describe("Name of the person who has it open"),
      till: z.string().nullable(),
      since: Instant,
    }),
  ),
  parked_sale_closed: reason(
    409,
    z.strictObject({
      outcome: z.enum(["sold", "discarded"]),
      by: z.string().describe("Name of the person who did it"),
      at: Instant,
      receiptNumber: z.string().nullable().describe("Of the sale; null for a discarded one"),
    }),
  ),
  drawer_open: reason(409, z.strictObject({ name: z.string() })),
  drawer_closed: reason(409, z.strictObject({ name: z.string() })),
  changed_since_count: reason(409, nothing),
  count_incomplete: reason(422, z.strictObject({ tender: TenderId, name: z.string() })),
  difference_needs_reason: reason(422, nothing),
  not_enough_cash: reason(
    422,
    z.strictObject({
      of: z
        .enum(["drawer", "safe", "count"])
        .describe("Where there is less; the last count of a drawer"),
    }),
  ),
  void_too_late: reason(409, nothing),
  correction_too_late: reason(409, nothing),
  same_tender: reason(422, nothing),
  exceeds_payment: reason(409, z.strictObject({ name: z.string(), mostMinor: Minor })),
  cannot_undo: reason(409, z.strictObject({ why: z.enum(["other_day", "cost"]) })),
  import_file_refused: reason(422, z.strictObject({ why: ImportFailure, row: z.int().nullable() })),
  import_rows_wrong: reason(409, z.strictObject({ rows: z.int() })),
  total_mismatch: reason(409, z.strictObject({ expectedMinor: Minor, actualMinor: Minor })),
  fraction_not_allowed: reason(422, z.strictObject({ productId: z.string(), stepMilli: Milli })),
  tenders_short: reason(422, z.strictObject({ dueMinor: Minor, tenderedMinor: Minor })),
  refund_not_equal: reason(422, z.strictObject({ dueMinor: Minor, givenMinor: Minor })),
  price_above_list: reason(422, z.strictObject({ listPriceMinor: Minor })),
  change_only_from_cash: reason(422, nothing),
  discount_too_large: reason(422, nothing),
  do_not_sell: reason(
    409,
    z.strictObject({ productId: z.string(), name: z.string(), reason: z.string() }),
  ),
  age_not_checked: reason(422, z.strictObject({ age: z.int() })),
  price_not_entered: reason(422, z.strictObject({ name: z.string() })),
  name_not_asked: reason(422, z.strictObject({ name: z.string() })),
  deposit_missing: reason(422, z.strictObject({ name: z.string() })),
  deposit_fixed: reason(422, z.strictObject({ name: z.string() })),
  not_a_deposit: reason(422, nothing),
  deposit_needs_pieces: reason(422, nothing),
  discount_needs_reason: reason(422, z.strictObject({ limitPpm: z.int() })),
  too_much_cash: reason(422, z.strictObject({ mostMinor: Minor })),
  cash_step_too_large: reason(422, z.strictObject({ mostMinor: Minor })),
  too_large: reason(422, nothing),
  label_refused: reason(422, z.strictObject({ why: LabelProblem })),
  label_patterns_overlap: reason(409, z.strictObject({ name: z.string(), prefix: z.string() })),
  label_price_decimals: reason(422, z.strictObject({ most: z.int() })),
  needs_lot: reason(422, z.strictObject({ productId: z.string() })),
  not_stocked: reason(422, z.strictObject({ productId: z.string() })),
  reorder_point_below_safety: reason(422, nothing),
  target_below_reorder_point: reason(422, nothing),
  location_not_sellable: reason(422, entity),
  no_quarantine: reason(409, nothing),
  same_location: reason(422, nothing),
  tree_cycle: reason(422, nothing),
  tree_too_deep: reason(422, nothing),
  happens_in_future: reason(422, nothing),
  too_long_ago: reason(422, z.strictObject({ earliest: Instant })),
  before_the_sale: reason(422, nothing),
  weak_password: reason(422, nothing),
  scope_not_allowed: reason(422, z.strictObject({ scope: z.string() })),
  reset_link_spent: reason(422, nothing),
  no_backups: reason(409, nothing),
  backup_failed: reason(409, z.strictObject({ why: BackupFailure }), true),
  backup_unusable: reason(422, z.strictObject({ problem: BackupProblem })),
  shop_name_differs: reason(422, nothing),
  year_too_recent: reason(422, z.strictObject({ latestYear: z.int() })),
  years_not_closed: reason(409, z.strictObject({ businessDate: z.string() })),
  nothing_to_archive: reason(409, nothing),
  must_be_kept: reason(422, z.strictObject({ retentionYears: z.int(), firstDay: z.string() })),
  folder_unusable: reason(422, nothing),
  payload_too_large: reason(413, nothing),
  picture_refused: reason(422, z.strictObject({ why: PictureProblem })),
  not_a_pdf: reason(422, nothing),
  upload_too_large: reason(413, z.strictObject({ mostBytes: z.int() })),
  too_many_attached: reason(
    409,
    z.strictObject({ of: z.enum(["pictures", "files"]), most: z.int() }),
  ),
  attached_already: reason(
    409,
    z.strictObject({ name: z.string().nullable().describe("Of the file; null for a picture") }),
  ),
  unsupported_media_type: reason(415, nothing),
  host_refused: reason(421, nothing),
  too_many_attempts: reason(429, z.strictObject({ retryAfterSeconds: z.int() }), true),
  too_many_requests: reason(429, z.strictObject({ retryAfterSeconds: z.int() }), true),
  internal: reason(500, nothing, true),
  outcome_unknown: reason(503, nothing, true),
  database_unavailable: reason(503, nothing, true),
  disk_failing: reason(503, nothing, true),
  database_lost: reason(503, nothing),
  storage_full: reason(503, nothing, true),
  busy: reason(503, nothing, true),
} satisfies Record<string, ReasonSpec>;

export type ReasonCode = keyof typeof REASONS;
export type ReasonDetails<Code extends ReasonCode> = z.infer<(typeof REASONS)[Code]["details"]>;

/** A refusal's code with the details that belong to it: `switch (reason.code)` narrows them. */
export type Reason<Code extends ReasonCode = ReasonCode> = {
  [One in Code]: { readonly code: One; readonly details: ReasonDetails<One> };
}[Code];

/** The record that still uses the one to be deactivated. */
export type StillInUse = Pick<ReasonDetails<"still_in_use">, "by" | "name">;

/** The refusals without details. */
export type PlainCode = {
  [Code in ReasonCode]: Record<string, never> extends ReasonDetails<Code> ? Code : never;
}[ReasonCode];

export function isReason(code: string): code is ReasonCode {
  return Object.hasOwn(REASONS, code);
}

/** The code of a refusal as a rule of a contract, for refusals that a contract can detect itself. */
export function reasonAsRule<Code extends string>(code: Code & PlainCode): Code {
  return code;
}
