/** For tests: fields of mutations that no answer contains, each with its reason. */

const SECRET = "A password is never shown.";
const IN_THE_TOTAL = "It is in the total, and the sale is refused when the total is another.";

const BY_NAME = "The document names the person who approved.";
const PIECES = "They add up to the float, which is shown.";
const OF_SESSION = "The name of its drawer is shown.";
const OF_TERMINAL =
  "The payment of the terminal says that it is used; the sale shows its reference.";

const AS_MAPPED = "The rows show what was read by the mapping.";
const AMONG_LIMITS = "The answer lists every limit of every role.";

/** Fields that no answer contains. */
export const NOT_SHOWN: Readonly<Record<string, string>> = {
  "sales.print copy": "The job is a receipt or a copy.",
  "sales.print gift": "The job is a gift receipt.",
  "printers.openDrawer reason": "The till journal has it.",
  "users.create password": SECRET,
  "users.update password": SECRET,
  "users.update keepKeys": "It says what happens to keys, and is not kept.",
  "apiKeys.create expiresInDays": "It is counted from now, and shown as the day of the end.",
  "products.updateMany set.priceChangePpm": "It changes the price, which is shown.",
  "products.updateMany set.priceRounding": "It changes the price, which is shown.",
  "sales.ringUp approvalId": BY_NAME,
  "sales.return approvalId": BY_NAME,
  "sales.returnWithoutReceipt approvalId": BY_NAME,
  "sales.void approvalId": BY_NAME,
  "settings.update roleLimits.role": AMONG_LIMITS,
  "settings.update roleLimits.limit": AMONG_LIMITS,
  "settings.update roleLimits.value": AMONG_LIMITS,
  "drawers.open pieces.valueMinor": PIECES,
  "drawers.open pieces.kind": PIECES,
  "drawers.open pieces.pieces": PIECES,
  "drawers.moveCash sessionId": OF_SESSION,
  "drawers.close sessionId": OF_SESSION,
  "drawers.close countId": "The closing shows what was counted.",
  "imports.start file": "It names the bytes that were read into the rows.",
  "imports.start sheet": "It names the part of the file that was read into the rows.",
  "imports.start columns.column": AS_MAPPED,
  "imports.start columns.field": AS_MAPPED,
  "imports.start columns.target": AS_MAPPED,
  "sales.ringUp tenders.cardPayment": OF_TERMINAL,
  "sales.return refunds.cardPayment": OF_TERMINAL,
  "sales.returnWithoutReceipt refunds.cardPayment": OF_TERMINAL,
  "sales.ringUp parkedId": "The parked sale shows its sale.",
  "sales.ringUp replay.pricesAt": "It says which prices count, and stands in the audit entry.",
  "sales.ringUp lines.name": "The line has the name of its product, which asks for no other one.",
  "sales.ringUp durationMs":
    "The sale shows when it was started, which is the time of the sale less this.",
  "labelPatterns.change id": "The pattern is replaced, and no list has it any more.",
  "sales.ringUp lines.labelPriceMinor":
    "It is the gross of the line, if the code is a label of it.",
  "sales.ringUp lines.discount.kind": IN_THE_TOTAL,
  "sales.ringUp lines.discount.amountMinor": IN_THE_TOTAL,
  "sales.ringUp discount.kind": IN_THE_TOTAL,
  "sales.ringUp discount.amountMinor": IN_THE_TOTAL,
};
