import { MOST_BODY } from "@daybook/contract/body-limit";
import type { ReasonCode, ReasonDetails } from "@daybook/contract/reasons";
import { rightName } from "./right-name.ts";

/** How numbers inside a sentence are written. */
export interface Numbers {
  readonly quantity: (quantityMilli: number) => string;
  readonly money: (amountMinor: number) => string;
  /** An ISO instant by the shop's clock; left out where the shop is not known yet. */
  readonly moment?: (instant: string) => string;
}

type Sentences = {
  readonly [Code in ReasonCode]: (details: ReasonDetails<Code>, numbers: Numbers) => string;
};

/** The sentence for every reason to refuse; a reason without one does not compile. */
export const refusals = {
  invalid_input: () => "Check the highlighted fields.",
  bad_request: () => "Daybook could not read this. Reload the page and try again.",
  not_signed_in: () => "You are signed out. Sign in again.",
  wrong_credentials: () => "Wrong name or password.",
  forbidden: ({ permission }) => {
    const right = rightName(permission);
    return right === null
      ? "Your role does not allow this. An owner can change your role in Settings, under People."
      : `This needs the right “${right}”, which your role does not have. An owner can change your role in Settings, under People.`;
  },
  confirm_password: () => "Enter your password again to do this.",
  origin_refused: () => "This request came from another site, so it was refused.",
  setup_token_wrong: () =>
    "This setup link is no longer valid. Open the one shown where Daybook was started.",
  not_found: (d) => `This ${called(d.entity)} no longer exists.`,
  no_such_path: () => "Daybook has been updated. Reload the page.",
  method_not_allowed: () => "Daybook has been updated. Reload the page.",
  duplicate: (d) =>
    d.existingName === undefined
      ? `“${d.value}” is already in use.`
      : `“${d.value}” is already used by “${d.existingName}”.`,
  several_products: (d) =>
    `${d.products.map(({ name }) => `“${name}”`).join(" and ")} have this code. Choose one.`,
  stale_version: (d, n) =>
    `${d.changedBy ?? "Someone else"} changed this ${called(d.entity)}${onMoment(d.changedAt, n)}. Check the changes, then save.`,
  key_reused: () => "This was already saved. Check what was saved before you change it.",
  insufficient_stock: (d, n) =>
    d.shortages
      .map((s) => `Only ${n.quantity(s.availableMilli)} of ${s.name} left in ${s.locationName}.`)
      .join(" "),
  insufficient_stock_then: (d, n) =>
    `${n.moment === undefined ? "At that time" : `On ${n.moment(d.at)}`} stock of ${d.name} in ${d.locationName} would be ${n.quantity(d.missingMilli)} short. Choose a later time, or first record the earlier deliveries.`,
  inactive: (d) => `This ${called(d.entity)} is deactivated. Reactivate it first.`,
  wrong_state: (d) => `This ${d.entity} is ${d.state}.`,
  still_in_use: (d) => `This ${d.entity} is still used by ${d.by}.`,
  last_owner: () => "A shop needs one active owner. Make another person owner first.",
  set_up_already: () => "This shop is already set up. Sign in.",
  not_in_sample_shop: () =>
    "People and keys are shared with your own shop. Leave the sample shop first.",
  other_shop: () => "Another tab moved to another shop, so nothing was done here. Reload the page.",
  return_too_much: (d, n) =>
    `Only ${n.quantity(d.returnableMilli)} of this line can still be returned.`,
  refund_exceeds_tender: (d, n) =>
    `At most ${n.money(d.refundableMinor)} can be refunded by ${d.tender}. Refund the rest by another method.`,
  void_too_late: () => "A sale can only be voided on the day it was made. Record a return instead.",
  cannot_undo: (d) =>
    d.why === "other_day"
      ? "This can only be undone on the day it was recorded. Correct it with an adjustment."
      : "Items were sold since then at a cost based on this. Correct it with an adjustment.",
  total_mismatch: (d, n) =>
    `The total is now ${n.money(d.actualMinor)}, so nothing was saved. Check the prices and try again.`,
  fraction_not_allowed: (d, n) =>
    d.stepMilli === 1000
      ? "This product is sold in whole pieces only."
      : `This product is sold in steps of ${n.quantity(d.stepMilli)}.`,
  tenders_short: (d, n) =>
    `The payment does not cover the total: ${n.money(d.dueMinor - d.tenderedMinor)} is missing.`,
  refund_not_equal: (d, n) => `The refund must be exactly ${n.money(d.dueMinor)}.`,
  price_above_list: (d, n) =>
    `Without a receipt, the refund is at most today's price of ${n.money(d.listPriceMinor)}.`,
  change_only_from_cash: () => "Change is given from cash only. Lower the card amount.",
  discount_too_large: () => "The discount is larger than the price.",
  discount_needs_reason: (d) => `Give a reason for a discount above ${d.limitPpm / 10_000}%.`,
  too_much_cash: (d, n) =>
    `This is far more cash than is due. Check the amount received; at most ${n.money(d.mostMinor)} is taken.`,
  too_large: () => "The amounts are too large. Split them into smaller entries.",
  needs_lot: () => "This product is tracked by lot or serial number.",
  not_stocked: () => "This product is a service: it has no stock.",
  reorder_point_below_safety: () => "The reorder point must be at least the safety stock.",
  target_below_reorder_point: () => "The target must be above the reorder point.",
  location_not_sellable: () => "You can only sell from a shop or store room.",
  no_quarantine: () => "Add a location of the kind “Quarantine (damaged)” first.",
  same_location: () => "Choose two different locations.",
  tree_cycle: () => "Nothing can be inside itself. Choose another parent.",
  tree_too_deep: () => "Too many levels. Use at most eight.",
  happens_in_future: () => "The date cannot be in the future.",
  too_long_ago: (d, n) =>
    `The date is too far in the past. The earliest is ${n.moment?.(d.earliest) ?? d.earliest}.`,
  before_the_sale: () => "The return cannot be earlier than the sale.",
  weak_password: () => "This password is too easy to guess. Use a longer one.",
  scope_not_allowed: (d) => `You cannot give a key the right “${d.scope}”.`,
  reset_link_spent: () => "This link was already used or has expired. Ask for a new one.",
  payload_too_large: () =>
    `This is too large. Send at most ${MOST_BODY} at a time, in several requests.`,
  unsupported_media_type: () => "Daybook could not read this. Reload the page and try again.",
  host_refused: () =>
    "Daybook is not available at this address. Use the address shown where Daybook was started.",
  too_many_attempts: (d) => `Too many attempts. Wait ${waitOf(d.retryAfterSeconds)}.`,
  too_many_requests: (d) => `Too many requests. Wait ${waitOf(d.retryAfterSeconds)}.`,
  internal: () =>
    "Something went wrong in Daybook. If you were saving, check whether it was saved before you try again.",
  outcome_unknown: () =>
    "It is not known whether this was saved. Try again here: it will not be saved twice.",
  database_unavailable: () => "The database cannot be reached. Try again in a moment.",
  disk_failing: () =>
    "The disk or the file that holds the shop's data is failing. Check whether this was saved before you do it again, and tell the owner.",
  database_lost: () =>
    "The shop's database file was moved, deleted or overwritten, so nothing was saved. Stop selling and tell the owner: Daybook's terminal says where everything up to now is kept.",
  storage_full: () => "The disk is full, so nothing was saved. Free some space, then try again.",
  busy: () => "The system is busy. Try again.",
} satisfies Sentences;

/** What is said instead where something was only read: nothing was to be saved. */
export const readRefusals: Partial<Record<ReasonCode, string>> = {
  internal: "Something went wrong in Daybook. Try again.",
  disk_failing: "The disk or the file that holds the shop's data is failing. Tell the owner.",
  database_lost:
    "The shop's database file was moved, deleted or overwritten. Stop selling and tell the owner: Daybook's terminal says where everything up to now is kept.",
  storage_full: "The disk is full. Free some space, then try again.",
};

/** The names of things on screens, where the code uses another word. */
const NAMES: Readonly<Record<string, string>> = {
  user: "person",
  session: "device",
  key: "API key",
};

function called(entity: string): string {
  return NAMES[entity] ?? entity;
}

/** When there was no answer at all. */
export const noAnswer =
  "Daybook cannot be reached. Check the network, then try again. If you were saving, it may be saved already.";
/** The same where something was only read. */
export const noAnswerToRead = "Daybook cannot be reached. Check the network, then try again.";

function onMoment(instant: string | null, { moment }: Numbers): string {
  return instant === null || moment === undefined ? "" : ` on ${moment(instant)}`;
}

function waitOf(seconds: number): string {
  if (seconds < 120) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
