import { MOST_BODY } from "../body-limit.ts";
import type { Entity, ReasonDetails } from "../reasons.ts";
import { NEEDS_EN } from "./en-approvals.ts";
import { backupFailedEn, backupUnusableEn } from "./en-backups.ts";
import { earlyEn } from "./en-early.ts";
import { importFailureEn, importRulesEn } from "./en-imports.ts";
import { labelReasonsEn, labelRulesEn } from "./en-labels.ts";
import { parkedReasonsEn } from "./en-parked.ts";
import { pictureReasonsEn, pictureRulesEn } from "./en-pictures.ts";
import { sellingReasonsEn } from "./en-selling.ts";
import { printingReasonsEn, printingRulesEn } from "./en-printing.ts";
import type { RefusalTexts } from "./refusal-texts.ts";

/** The display names of entities that have another name in code. */
const NAMES: Readonly<Partial<Record<Entity, string>>> = {
  user: "person",
  session: "device",
  apiKey: "API key",
  stockDocument: "stock document",
  cardPayment: "card payment",
  missingReceipt: "receipt",
  taxClass: "tax class",
  tender: "payment method",
  importFile: "file",
  labelPattern: "label pattern",
  tileArrangement: "arrangement of tiles",
  importRow: "row",
  parkedSale: "parked sale",
  pastSale: "past sale",
  printJob: "print",
};

const STATES: Readonly<Record<ReasonDetails<"wrong_state">["state"], string>> = {
  voided: "voided",
  return: "a return",
  void: "a void",
  partly_returned: "partly returned",
  invoiced: "already invoiced",
  exchanged: "part of an exchange",
  rounded_otherwise: "rounded for another payment method: void it and ring it up again",
  saved: "already saved",
  not_approved: "not approved",
  undone: "already undone",
  active: "active",
  dismissed: "dismissed",
  snoozed: "snoozed",
  resolved: "resolved",
  reading: "still being read",
  preview: "not imported yet",
  committing: "being imported",
  done: "already imported",
  undoing: "being undone",
  failed: "not imported",
  cancelled: "cancelled",
  recorded: "in the records again",
  settled: "already settled",
  waiting: "not printed yet",
  sending: "being printed",
  sent: "already sent to the printer",
  printed: "already printed",
};

const PPM_PER_PERCENT = 10_000;

/** By where there is less cash. Only the drawer is computed from documents, which a till may still hold. */
const LESS_CASH: Readonly<Record<ReasonDetails<"not_enough_cash">["of"], string>> = {
  drawer:
    "There is not that much cash in the drawer. Sales that a till has not sent yet are not included.",
  safe: "There is not that much cash in the safe.",
  count: "This is more than the cash that was counted.",
};

/** The display names of zod types. */
const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

export const en: RefusalTexts = {
  reasons: {
    invalid_input: () => "Check the highlighted fields.",
    bad_request: () => "The request could not be read.",
    not_signed_in: () => "You are signed out. Sign in again.",
    wrong_pin: () => "Wrong PIN.",
    not_a_till: () =>
      "This works only on a till. Make this browser a till, or use a password instead of a PIN.",
    no_drawer: () => earlyEn.no_drawer,
    ...printingReasonsEn,
    locked: () => "This till is locked. Enter your PIN to continue.",
    pin_blocked: () =>
      "Too many wrong PINs today. Sign in with your password, and PINs work again.",
    wrong_credentials: () => "Wrong name or password.",
    forbidden: ({ permission }, { right }) => {
      const name = right(permission);
      const needed =
        name === null
          ? "Your role does not allow this."
          : `This needs the permission “${name}”, which your role does not have.`;
      return `${needed} An owner can change your role in Settings, under People.`;
    },
    needs_approval: (d, { money }) => {
      const most = d.need === "refund" ? money(d.most) : `${d.most / PPM_PER_PERCENT}%`;
      return `${NEEDS_EN[d.need](d.most === 0 ? null : most)} ${earlyEn.ask_to_approve}`;
    },
    till_revoked: () => earlyEn.till_revoked,
    approval_invalid: () =>
      "This approval was used, has expired or is for something else. Ask for it again.",
    confirm_password: () => "Enter your password again to do this.",
    origin_refused: () => "This request came from another site, so it was refused.",
    setup_token_wrong: () =>
      "This setup link is no longer valid. Open the one shown where Daybook was started.",
    not_found: (d) => `This ${nameOf(d.entity)} does not exist.`,
    no_such_path: () => "This address does not exist.",
    method_not_allowed: () => "This address does not support that method.",
    duplicate: (d) =>
      d.existingName === undefined
        ? `“${d.value}” is already in use.`
        : `“${d.value}” is already used by “${d.existingName}”.`,
    several_products: (d) =>
      `${d.products.map(({ name }) => `“${name}”`).join(" and ")} have this code. Choose one.`,
    stale_version: (d, { moment }) => {
      const when = d.changedAt === null || moment === undefined ? "" : ` on ${moment(d.changedAt)}`;
      return `${d.changedBy ?? "Someone else"} changed this ${nameOf(d.entity)}${when}. Check the changes, then save.`;
    },
    key_reused: () => "This key was already used for a different request. Use a new one.",
    insufficient_stock: (d, { quantity }) =>
      d.shortages
        .map((s) => `Only ${quantity(s.availableMilli)} of ${s.name} left in ${s.locationName}.`)
        .join(" "),
    insufficient_stock_then: (d, { quantity, moment }) =>
      `${moment === undefined ? "At that time" : `On ${moment(d.at)}`} stock of ${d.name} in ${d.locationName} would be ${quantity(d.missingMilli)} short. Choose a later time, or first record the earlier deliveries.`,
    inactive: (d) => `This ${nameOf(d.entity)} is deactivated. Reactivate it first.`,
    wrong_state: (d) => {
      const receipt = d.receiptNumber === undefined ? "" : ` as ${d.receiptNumber}`;
      return `This ${nameOf(d.entity)} is ${STATES[d.state]}${receipt}.`;
    },
    still_in_use: (d) => {
      const called = nameOf(d.entity);
      if (d.by === "stock") return `There is still stock in this ${called}.`;
      if (d.by === "cash")
        return `There is still cash in this ${called}. Open it, count it, and close it with nothing left in it, so that all goes into the safe.`;
      if (d.entity === "drawer")
        return `The till “${d.name}” uses this drawer. Take it out of the drawer's tills first.`;
      if (d.by === "till") return `This is the only ${called} the till can sell from.`;
      return `“${d.name}” is still in this ${called}.`;
    },
    last_owner: () => "A shop needs one active owner. Make another person owner first.",
    no_backups: () => "Daybook makes no backups of this shop, because its data are only in memory.",
    backup_failed: ({ why }) => backupFailedEn[why],
    backup_unusable: ({ problem }) => `${backupUnusableEn[problem]} Nothing was changed.`,
    shop_name_differs: () => "This is not the name of the shop in the backup.",
    year_too_recent: ({ latestYear }) =>
      `Two full years of records stay in the database. Choose ${latestYear} or earlier.`,
    years_not_closed: ({ businessDate }) =>
      `A drawer that was opened on ${businessDate} is not closed. Close it first.`,
    must_be_kept: ({ retentionYears, firstDay }) =>
      `Records must be kept for ${retentionYears} years. These can be deleted from ${firstDay}.`,
    nothing_to_archive: () => "There are no other records to move.",
    folder_unusable: () =>
      "Backups cannot be copied to this folder. Give the full path of a folder that exists and can be written, on another disk and not in the data folder.",
    not_in_sample_shop: () =>
      "People, API keys and tills belong to your own shop. Leave the sample shop first.",
    other_shop: () =>
      "Another tab moved to another shop, so nothing was done here. Reload the page.",
    set_up_already: () => "This shop is already set up. Sign in.",
    return_too_much: (d, { quantity }) =>
      `Only ${quantity(d.returnableMilli)} of this line can still be returned.`,
    refund_exceeds_tender: (d, { money }) =>
      `At most ${money(d.refundableMinor)} can be refunded by ${d.name}. Refund the rest by another method.`,
    tender_not_for_refunds: (d) => `${d.name} cannot be used for refunds. Choose another method.`,
    reference_required: (d) => `Enter the reference of ${d.name}.`,
    no_card_terminal: () =>
      "No card terminal is connected. Type the amount into your terminal and choose the payment method.",
    needs_cash: () => "Cash cannot be deactivated: change and rounding depend on it.",
    enrolled_already: (d) => `This device is already the till “${d.name}”.`,
    receipt_prefix_in_use: (d) =>
      `The prefix cannot change any more: this till has numbered receipts up to ${d.receiptNumber}.`,
    ...parkedReasonsEn,
    drawer_open: (d) => `The drawer “${d.name}” is open. Close it first.`,
    drawer_closed: (d) => earlyEn.drawer_closed(d.name),
    changed_since_count: () => "Something has been paid since this count. Count again.",
    count_incomplete: (d) => `Enter the total of “${d.name}”.`,
    difference_needs_reason: () => "Counted and expected amounts differ. Give the reason.",
    not_enough_cash: (d) => LESS_CASH[d.of],
    void_too_late: () => earlyEn.void_too_late,
    correction_too_late: () => earlyEn.correction_too_late,
    same_tender: () => "This is the method that is on record. Choose the one that was used.",
    exceeds_payment: (d, { money }) =>
      d.mostMinor === 0
        ? `Nothing was paid by ${d.name}, or all of it was refunded or corrected.`
        : `At most ${money(d.mostMinor)} of the payment by ${d.name} can be corrected.`,
    cannot_undo: (d) =>
      d.why === "other_day"
        ? "This can only be undone on the day it was recorded. Correct it with an adjustment."
        : "Items were sold since then at a cost based on this. Correct it with an adjustment.",
    import_file_refused: (d) =>
      d.row === null ? importFailureEn[d.why] : `Row ${d.row}: ${importFailureEn[d.why]}`,
    import_rows_wrong: (d) =>
      d.rows === 1
        ? "One row is wrong. Correct it, or choose to skip wrong rows."
        : `Wrong rows: ${d.rows}. Correct them, or choose to skip wrong rows.`,
    total_mismatch: (d, { money }) =>
      `The total is now ${money(d.actualMinor)}, so nothing was saved. Check the prices and try again.`,
    fraction_not_allowed: (d, { quantity }) =>
      d.stepMilli === 1000
        ? "This product is sold in whole pieces only."
        : `This product is sold in steps of ${quantity(d.stepMilli)}.`,
    tenders_short: (d, { money }) =>
      `The payment does not cover the total: ${money(d.dueMinor - d.tenderedMinor)} is missing.`,
    refund_not_equal: (d, { money }) => `The refund must be exactly ${money(d.dueMinor)}.`,
    price_above_list: (d, { money }) =>
      `Without a receipt, the refund is at most today's price of ${money(d.listPriceMinor)}.`,
    change_only_from_cash: () => earlyEn.change_only_from_cash,
    discount_too_large: () => earlyEn.discount_too_large,
    discount_needs_reason: (d) => `Give a reason for a discount above ${d.limitPpm / 10_000}%.`,
    too_much_cash: (d, { money }) =>
      `${earlyEn.too_much_cash} The till accepts at most ${money(d.mostMinor)}.`,
    cash_step_too_large: (d, { money }) =>
      `The smallest coin can be at most ${money(d.mostMinor)}.`,
    too_large: () => "The amounts are too large. Split them into smaller entries.",
    needs_lot: () => "This product is tracked by lot or serial number.",
    not_stocked: () => "This product is a service or a deposit: it has no stock.",
    reorder_point_below_safety: () => "The reorder point must be at least the safety stock.",
    target_below_reorder_point: () => "The target must be above the reorder point.",
    location_not_sellable: () => "You can only sell from a shop or store room.",
    no_quarantine: () => "Add a location of the kind “Quarantine (damaged)” first.",
    same_location: () => "Choose two different locations.",
    tree_cycle: () => "Nothing can be inside itself. Choose another parent.",
    tree_too_deep: () => "Too many levels. Use at most eight.",
    happens_in_future: () => "The date cannot be in the future.",
    too_long_ago: (d, { moment }) =>
      `The date is too far in the past. The earliest is ${moment?.(d.earliest) ?? d.earliest}.`,
    before_the_sale: () => "The return cannot be earlier than the sale.",
    weak_password: () => "This password is too easy to guess. Use a longer one.",
    scope_not_allowed: (d, { right }) =>
      `You cannot give an API key the permission “${right(d.scope) ?? d.scope}”, because your role does not have it.`,
    reset_link_spent: () => "This link was already used or has expired. Ask for a new one.",
    payload_too_large: () =>
      `This is too much for one request. Send at most ${MOST_BODY} and fewer calls at a time, in several requests.`,
    ...labelReasonsEn,
    ...pictureReasonsEn,
    ...sellingReasonsEn,
    unsupported_media_type: () => "Send JSON.",
    host_refused: () =>
      "Daybook is not available at this address. Use the address shown where Daybook was started.",
    too_many_attempts: (d) => `Too many attempts. Wait ${waitOf(d.retryAfterSeconds)}.`,
    too_many_requests: (d) => `Too many requests. Wait ${waitOf(d.retryAfterSeconds)}.`,
    internal: () =>
      "Something went wrong in Daybook. If you were saving, check whether it was saved before you try again.",
    outcome_unknown: () =>
      "It is not known whether this was saved. Send it again with the same key: it will not be saved twice.",
    database_unavailable: () => "The database cannot be reached. Try again in a moment.",
    disk_failing: () =>
      "The disk or the file that holds the shop's data is failing. Check whether this was saved before you do it again, and tell the owner.",
    database_lost: () =>
      "The shop's database file was moved, deleted or overwritten, so nothing was saved. Stop selling and tell the owner: the window in which Daybook was started shows where the rescued data is.",
    storage_full: () => "The disk is full, so nothing was saved. Free some space, then try again.",
    busy: () => "The system is busy. Try again.",
  },
  rules: {
    required: () => "This field is required.",
    wrong_type: (d) =>
      d.expected === "number"
        ? "Enter a number."
        : `This must be ${KINDS[d.expected] ?? "of another type"}.`,
    not_one_of: (d) => `Choose one of: ${d.values.join(", ")}.`,
    unknown_field: () => "This field is not allowed here.",
    not_valid: () => "This value is not valid.",
    more_fields: (d) => `More fields are wrong; these are the first ${d.shown}.`,
    too_short: (d) => `Use at least ${d.min} characters.`,
    too_long: (d) => `Use at most ${d.max} characters.`,
    too_few: (d) => `Give at least ${d.min}.`,
    too_many: (d) => `Give at most ${d.max}.`,
    too_small: (d) => `This must be at least ${d.min}.`,
    too_big: (d) => `This must be at most ${d.max}.`,
    control_characters: () => "Remove the invisible control characters.",
    broken_characters: () => "Remove the unreadable characters.",
    direction_characters: () =>
      "Remove the invisible characters that change the direction of the text.",
    not_an_id: () => "This is not a valid id.",
    not_an_instant: () => "Give a date and time such as 2026-03-01T09:30:00Z.",
    not_a_date: () => "Give a date such as 2026-03-01.",
    not_an_email: () => "This is not an e-mail address.",
    not_ahead: (d) => `Choose a time in the future, at most ${d.days} days from now.`,
    version_required: () => "Give the version you edited.",
    pin_not_valid: () => "A PIN has four to six digits.",
    pin_too_simple: () => "This PIN is easy to guess. Choose other digits.",
    password_required: () => "Enter your password.",
    cursor_not_valid: () => "This cursor is not valid.",
    amount_not_whole: () => "Enter an amount with no more decimals than the currency has.",
    amount_negative: () => "Enter an amount of zero or more.",
    amount_not_positive: () => "Enter an amount above zero.",
    amount_too_large: () => "This amount is too large.",
    quantity_not_exact: () => "Enter a quantity with at most three decimals.",
    quantity_negative: () => "Enter a quantity of zero or more.",
    quantity_not_positive: () => "Enter a quantity above zero.",
    quantity_zero: () => "Enter how many to add or remove.",
    quantity_too_large: () => "This quantity is too large.",
    line_too_large: () => "This is too large: one line has at most 1,000,000 units.",
    percent_not_a_number: () => "Enter a percentage.",
    percent_not_positive: () => "Enter a percentage above zero.",
    percent_out_of_range: () => earlyEn.percent_out_of_range,
    tax_rate_too_high: () => "A tax rate is at most 100%.",
    price_fall_too_large: () => "A price can fall by at most 100%.",
    price_rise_too_large: () => "A price can rise by at most 1000%.",
    two_price_changes: () => "Give individual prices or one change, not both.",
    days_not_a_number: () => "Enter a number of days.",
    minutes_not_a_number: () => "Enter a number of minutes.",
    years_not_a_number: () => "Enter a number of years.",
    minutes_of_day: () => "Give minutes after midnight, at most 1439.",
    nothing_chosen: () => "Choose at least one.",
    nothing_to_change: () => "Choose what to change.",
    nothing_to_return: () => "Choose what to return.",
    exchange_not_equal: () => "The sale must take what the return gives.",
    exchange_pays_one_way: () => "An exchange has one payment or one refund, not both.",
    exchange_needs_server: () => "An exchange needs the server.",
    no_lines: () => "Add at least one product.",
    cart_empty: () => "The cart is empty.",
    document_cost_too_large: () => "The total cost is too large for one document. Split the lines.",
    card_number_refused: () => earlyEn.card_number_refused,
    sale_time_required: () => "Give the time of the sale, not before the time of its prices.",
    snooze_end_required: () => "Give an end time when snoozing, and only then.",
    right_not_for_keys: () => "An API key cannot have this permission.",
    currency_not_a_code: () => "Write the currency as three capital letters, such as EUR.",
    currency_unknown: () => "Choose a currency from the list; this code is not one.",
    time_zone_unknown: () => "This is not a known time zone.",
    locale_unknown: () => "This is not a known language.",
    sku_pattern_not_valid: () => "Write one run of # for the number, such as P-####.",
    pieces_not_whole: () => "Enter a whole number of pieces.",
    pieces_other_sum: () => "The coins and notes add up to another amount.",
    category_required: () => "Choose what the money is for.",
    ...printingRulesEn,
    receipt_prefix_not_valid: () =>
      "Use 1 to 6 characters from A to Z and 0 to 9, beginning with a letter.",
    ...importRulesEn,
    ...labelRulesEn,
    ...pictureRulesEn,
    setup_token_incomplete: () => "Open the setup link again.",
    given_twice: () => "Give this only once.",
    belongs_in_body: () => "Put this into the body.",
    body_not_an_object: () => "Send a JSON object.",
    if_match_not_a_version: () => 'Give If-Match as a version such as "3".',
    differs_from_address: () => "This differs from the address.",
    differs_from_if_match: () => "This differs from If-Match.",
  },
  onScreen: {
    bad_request: "Daybook could not read this. Reload the page and try again.",
    unsupported_media_type: "Daybook could not read this. Reload the page and try again.",
    no_such_path: "Daybook has been updated. Reload the page.",
    method_not_allowed: "Daybook has been updated. Reload the page.",
    key_reused: "This was already saved. Check what was saved before you change it.",
    outcome_unknown:
      "It is not known whether this was saved. Try again here: it will not be saved twice.",
  },
  reading: {
    internal: "Something went wrong in Daybook. Try again.",
    invalid_input: "The address of this page is not valid. Open the page from a list or the menu.",
    disk_failing: "The disk or the file that holds the shop's data is failing. Tell the owner.",
    database_lost:
      "The shop's database file was moved, deleted or overwritten. Stop selling and tell the owner: the window in which Daybook was started shows where the rescued data is.",
    storage_full: "The disk is full. Free some space, then try again.",
  },
};

function nameOf(entity: Entity): string {
  return NAMES[entity] ?? entity;
}

function waitOf(seconds: number): string {
  if (seconds < 120) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
