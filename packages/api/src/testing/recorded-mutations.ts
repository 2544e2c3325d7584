/** For tests: what the audit log says of each mutation, where that is not its name. */

/** Mutations whose audit entries have the action of the single mutation, one per record. */
export const RECORDED_AS: Readonly<Record<string, string>> = {
  "products.createMany": "products.create",
  "suppliers.updateMany": "suppliers.deactivate",
  "customers.updateMany": "customers.deactivate",
  "alerts.updateMany": "alerts.dismiss",
  "tills.enrolAgain": "tills.enrol",
  "sales.exchange": "sales.return",
  "parkedSales.keepAlive": "parkedSales.open",
  "approvals.decide": "approvals.approve",
  "approvals.approveHere": "approvals.approve",
};

/** Mutations without an audit entry. */
export const NOT_RECORDED: Readonly<Record<string, string>> = {
  "missingReceipts.report": "The till journal has an entry.",
  "tills.recordEvents": "The till journal is a record of its own.",
  "cardPayments.check": "It records an outcome when it finds one.",
  "cardPayments.abort": "It records an outcome when it finds one.",
  "printers.test": "The print job is a record of its own.",
  "printers.openDrawer": "The till journal has an entry.",
  "sales.print": "The till journal has an entry of each copy.",
  "imports.editRow": "A preview is not in the shop yet; what is imported is recorded.",
  "imports.setDates": "A preview is not in the shop yet; what is imported is recorded.",
  "reports.verify": "It reads; whoever reads is not recorded.",
  "archives.move": "The move itself is recorded: move-years.test.ts.",
  "archives.bringBack": "The move itself is recorded: move-years.test.ts.",
  "archives.purge": "The purge itself is recorded: move-years.test.ts.",
  "backups.preview": "It reads; whoever reads is not recorded.",
  "backups.restore": "The restored data has an entry: restore-shop.test.ts.",
  "auth.signOut": "The session keeps when it ended.",
  "auth.stayActive": "It only says that someone is there.",
  "auth.switchUser": "It needs a till; switch-user.test.ts covers it.",
  "auth.confirmPassword": "What it is asked for is recorded when it happens.",
  "sample.enter": "It changes which books a session looks at, and nothing in them.",
  "sample.leave": "It changes which books a session looks at, and nothing in them.",
  "display.show": "Nothing is written.",
  "setup.create": "It needs books without a shop.",
};
