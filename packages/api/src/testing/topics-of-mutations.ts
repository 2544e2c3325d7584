/** For tests: the topics of mutations whose screens cannot be told from their names, and mutations without one. */

/** Mutations with another topic than that of their name; further changes are published in addition. */
export const TOPICS_OF: Readonly<Record<string, readonly string[]>> = {
  pictures: ["products"],
  productFiles: ["products"],
  supplierFiles: ["suppliers"],
  movements: ["stock"],
  system: ["settings"],
  sales: ["sales", "stock"],
  "sales.invoice": ["sales"],
  "sales.print": ["printJobs", "sales"],
  "printers.test": ["printJobs"],
  "printers.openDrawer": ["printJobs", "tillEvents"],
  "sales.correctTender": ["sales"],
  "sales.cancelUnbooked": ["sales"],
  parkedSales: ["parked"],
  "tills.recordEvents": ["tillEvents"],
  auth: ["users"],
  sample: ["users"],
};

const NOTHING_SHOWN = "Nothing that a screen shows has changed.";
const STARTS_AGAIN = "The server starts again, and every screen loads everything.";

/** Mutations after which no screen needs to refetch. */
export const NO_TOPIC: Readonly<Record<string, string>> = {
  "reports.verify": NOTHING_SHOWN,
  "archives.move": STARTS_AGAIN,
  "archives.bringBack": STARTS_AGAIN,
  "archives.purge": STARTS_AGAIN,
  "backups.preview": NOTHING_SHOWN,
  "backups.restore": "The server starts again, and every screen signs in again.",
  "auth.confirmPassword": NOTHING_SHOWN,
  "auth.stayActive": NOTHING_SHOWN,
  "auth.switchUser": "It needs a till; switch-user.test.ts covers it.",
  "cardPayments.check":
    "Its sample payment is approved already; card-desk.test.ts asks about others.",
  "cardPayments.abort": "Its sample payment is approved already; card-desk.test.ts aborts others.",
  "auth.signOut": "Its sample input comes without a session to end; sessions.test.ts ends one.",
  "display.show": "It is kept in memory only; display.test.ts watches it.",
  "setup.create": "It needs books without a shop.",
};
