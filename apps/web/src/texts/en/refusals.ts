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
  invalid_input: () => "Some fields need another look.",
  bad_request: () => "Daybook could not read this. Reload the page and try again.",
  not_signed_in: () => "You are signed out. Sign in again.",
  wrong_credentials: () => "Name or password is not right.",
  forbidden: ({ permission }) => {
    const right = rightName(permission);
    return right === null
      ? "Your role does not allow this. An owner can change your role in Settings, under People."
      : `This needs the right “${right}”, which your role does not have. An owner can change your role in Settings, under People.`;
  },
  confirm_password: () => "Enter your password again to do this.",
  origin_refused: () => "This request came from another site, so it was refused.",
  setup_token_wrong: () =>
    "This set-up link is no longer valid. Open the one shown where Daybook was started.",
  not_found: (d) => `This ${called(d.entity)} does not exist any more.`,
  no_such_path: () => "Daybook has been updated. Reload the page.",
  method_not_allowed: () => "Daybook has been updated. Reload the page.",
  duplicate: (d) =>
    d.existingName === undefined
      ? `“${d.value}” is taken already.`
      : `“${d.value}” is taken already by “${d.existingName}”.`,
  several_products: (d) =>
    `${d.products.map(({ name }) => `“${name}”`).join(" and ")} have this code. Choose one.`,
  stale_version: (d, n) =>
    `${d.changedBy ?? "Someone else"} changed this ${called(d.entity)}${onMoment(d.changedAt, n)}. Look at it again, then save.`,
  key_reused: () => "This was saved already. Look at what was saved before you change it.",
  insufficient_stock: (d, n) =>
    d.shortages
      .map((s) => `Only ${n.quantity(s.availableMilli)} of ${s.name} left in ${s.locationName}.`)
      .join(" "),
  insufficient_stock_then: (d, n) =>
    `${n.moment === undefined ? "At that time" : `On ${n.moment(d.at)}`} there would be ${n.quantity(d.missingMilli)} of ${d.name} too few in ${d.locationName}. Choose a later time, or first record what came in before.`,
  inactive: (d) => `This ${called(d.entity)} is deactivated. Reactivate it first.`,
  wrong_state: (d) => `This ${d.entity} is ${d.state}.`,
  still_in_use: (d) => `This ${d.entity} is still used by ${d.by}.`,
  last_owner: () => "A shop needs one active owner. Make another person owner first.",
  set_up_already: () => "This shop is set up already. Sign in.",
  not_in_sample_shop: () =>
    "People and keys are real, also in the sample shop. Leave the sample shop first.",
  other_shop: () => "Another tab moved to another shop, so nothing was done here. Reload the page.",
  return_too_much: (d, n) =>
    `Only ${n.quantity(d.returnableMilli)} of this line can still come back.`,
  refund_exceeds_tender: (d, n) =>
    `At most ${n.money(d.refundableMinor)} can go back by ${d.tender}. Refund the rest another way.`,
  void_too_late: () => "A sale can be voided on its own day only. Take the goods back as a return.",
  cannot_undo: (d) =>
    d.why === "other_day"
      ? "This can be undone on the day it was recorded only. Correct it with an adjustment."
      : "Since then goods were sold at a cost that rests on this. Correct it with an adjustment.",
  total_mismatch: (d, n) =>
    `The total is now ${n.money(d.actualMinor)}, so nothing was booked. Check the prices and ring it up again.`,
  fraction_not_allowed: (d, n) =>
    d.stepMilli === 1000
      ? "This product is sold in whole pieces only."
      : `This product goes in steps of ${n.quantity(d.stepMilli)}.`,
  tenders_short: (d, n) =>
    `The payment does not cover the total: ${n.money(d.dueMinor - d.tenderedMinor)} is missing.`,
  refund_not_equal: (d, n) => `The refund must be exactly ${n.money(d.dueMinor)}.`,
  price_above_list: (d, n) =>
    `Without a receipt, no more than today's price of ${n.money(d.listPriceMinor)} can be paid back.`,
  change_only_from_cash: () => "Change is given from cash only. Lower the card amount.",
  discount_too_large: () => "The discount is larger than the price.",
  discount_needs_reason: (d) => `Give a reason for taking more than ${d.limitPpm / 10_000} % off.`,
  too_much_cash: (d, n) =>
    `This is far more cash than is due. Check the amount received; at most ${n.money(d.mostMinor)} is taken.`,
  too_large: () => "Together these figures are too large to be exact. Book smaller ones.",
  needs_lot: () => "This product is tracked by lot or serial number.",
  not_stocked: () => "This product is a service: it has no stock.",
  reorder_point_below_safety: () => "The reorder point must be at least the safety stock.",
  target_below_reorder_point: () => "The target must be above the reorder point.",
  location_not_sellable: () => "Goods are sold from a shop or store room only.",
  no_quarantine: () => "Add a location for goods kept apart (damaged) first.",
  same_location: () => "Choose two different locations.",
  tree_cycle: () => "Something cannot lie inside itself.",
  tree_too_deep: () => "This lies too deep. Use at most eight levels.",
  happens_in_future: () => "This lies in the future.",
  too_long_ago: (d, n) =>
    `This lies too far back. Give a time from ${n.moment?.(d.earliest) ?? d.earliest} on.`,
  before_the_sale: () => "Goods cannot come back before they were sold.",
  weak_password: () => "This password is too easy to guess. Use a longer one.",
  scope_not_allowed: (d) => `A key cannot be given “${d.scope}” by you.`,
  reset_link_spent: () => "This link is used or too old. Ask for a new one.",
  payload_too_large: () =>
    `This is too large. Send at most ${MOST_BODY} at a time, in several requests.`,
  unsupported_media_type: () => "Daybook could not read this. Reload the page and try again.",
  host_refused: () =>
    "Daybook does not answer under this address. Use the one it was started with.",
  too_many_attempts: (d) => `Too many attempts. Wait ${waitOf(d.retryAfterSeconds)}.`,
  too_many_requests: (d) => `Too many requests. Wait ${waitOf(d.retryAfterSeconds)}.`,
  internal: () =>
    "Something went wrong in Daybook. If you were saving, check whether it is there before you try again.",
  outcome_unknown: () =>
    "It is not known yet whether this was saved. Try again here: it is never saved twice.",
  database_unavailable: () => "The database cannot be reached. Try again in a moment.",
  disk_failing: () =>
    "The disk or the file that holds the shop's data is failing. Check whether this was saved before you do it again, and tell the owner.",
  database_lost: () =>
    "The shop's database file was moved, deleted or overwritten, so nothing was saved. Stop selling and tell the owner: Daybook's terminal says where everything up to now is kept.",
  storage_full: () => "The disk is full, so nothing was booked. Free some space, then try again.",
  busy: () => "The books are busy. Try again.",
} satisfies Sentences;

/** What is said instead where something was only read: nothing was to be saved. */
export const readRefusals: Partial<Record<ReasonCode, string>> = {
  internal: "Something went wrong in Daybook. Try again.",
  disk_failing: "The disk or the file that holds the shop's data is failing. Tell the owner.",
  database_lost:
    "The shop's database file was moved, deleted or overwritten. Stop selling and tell the owner: Daybook's terminal says where everything up to now is kept.",
  storage_full: "The disk is full. Free some space, then try again.",
};

/** Things by the names that screens give them, where the books use another word. */
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
  return instant === null || moment === undefined ? " meanwhile" : ` on ${moment(instant)}`;
}

function waitOf(seconds: number): string {
  if (seconds < 120) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
