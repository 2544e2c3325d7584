import type {
  PrinterLanguage,
  PrinterText,
  PrintJobKind,
  PrintJobStatus,
  PrintProblem,
} from "@daybook/contract/printers";

const languages: Readonly<Record<PrinterLanguage, string>> = {
  escpos: "ESC/POS (Epson and most others)",
  starprnt: "StarPRNT (Star)",
};

const letters: Readonly<Record<PrinterText, string>> = {
  code_pages: "All letters it has",
  plain: "Only A to Z without accents",
  pictures: "None: draw everything",
};

const problems: Readonly<Record<PrintProblem, string>> = {
  unreachable: "The printer cannot be reached. Is it switched on and connected?",
  no_answer: "The printer does not answer.",
  not_local: "The name of the printer leads outside the shop’s network.",
  device_missing: "There is no printer on this USB port.",
  no_access: "Daybook may not use this USB port.",
  paper_out: "The printer has no paper.",
  cover_open: "The cover of the printer is open.",
  printer_error: "The printer reports an error.",
  cut_off: "The printer stopped in the middle. A part may have been printed.",
  interrupted: "Printing was interrupted. A part may have been printed.",
  too_late: "The printer was not ready in time.",
  restored: "A backup was restored.",
  printer_deactivated: "The printer was deactivated.",
  internal: "Daybook could not prepare it for the printer.",
};

const kinds: Readonly<Record<PrintJobKind, string>> = {
  receipt: "Receipt",
  copy: "Copy",
  gift: "Gift receipt",
  test: "Test page",
  drawer: "Open drawer",
};

const statuses: Readonly<Record<PrintJobStatus, string>> = {
  waiting: "Waiting",
  sending: "Being sent",
  sent: "Sent",
  printed: "Printed",
  failed: "Not printed",
  cancelled: "Cancelled",
};

/** Texts of receipt printers: list, sheet, print jobs and the notice at the till. */
export const printingTexts = {
  title: "Printers",
  lead: "Receipt printers that the server prints on, in the shop’s network or on a USB port of its computer.",
  add: "Add printer",
  list: "Printers",
  emptyTitle: "No printers yet",
  empty: "Receipts are printed by the browser. A printer added here prints by itself.",
  name: "Name",
  address: "Address",
  addressHint: "Such as 192.168.1.50 or printer.local:9100, or a USB port such as /dev/usb/lp0.",
  language: "Type",
  languages,
  paper: "Paper",
  papers: { "58": "58 mm", "80": "80 mm" },
  letters: "Its own letters",
  lettersHint: "Other characters are drawn. Print a test page to see which choice is right.",
  letterChoices: letters,
  cuts: "Cuts the paper",
  opensDrawer: "Opens a cash drawer",
  opensDrawerHint: "If the drawer is connected to this printer.",
  tills: "Tills",
  tillsHint: "Each till prints on one printer.",
  noTillsYet: "There are no tills yet. Set them up in Settings, Tills.",
  state: "State",
  actions: "Actions",
  change: "Edit",
  test: "Print test page",
  tested: (printer: string) => `The test page is on its way to ${printer}.`,
  isDeactivated: "Deactivated",
  newTitle: "New printer",
  editTitle: "Edit printer",
  close: "Close",
  save: "Save printer",
  on: "on",
  off: "off",
  deactivate: "Deactivate",
  reactivate: "Reactivate",
  deactivated: (name: string) => `${name} is deactivated. Its tills print from the browser again.`,
  reactivated: (name: string) => `${name} can be used again.`,
  undo: "Undo",
  jobs: "Latest prints",
  jobsHint: "Finished prints are kept for thirty days.",
  noJobs: "Nothing has been printed yet.",
  what: "What",
  printer: "Printer",
  when: "When",
  kinds,
  statuses,
  problems,
  again: "Print again",
  cancel: "Cancel",
  notPrinted: (what: string, printer: string) => `${what} on ${printer}:`,
};
