import type { Printer, PrintProblem } from "@daybook/contract/printers";
import type { ReceiptBlock } from "@daybook/contract/receipt-blocks";

/** What the port must know of a printer. */
export type PrinterSettings = Pick<
  Printer,
  "language" | "address" | "paperMm" | "columns" | "text" | "cuts" | "drawerPin"
>;

/** What goes to the printer: a paper, or the pulse that opens the drawer. */
export type ToPrint =
  | { readonly kind: "paper"; readonly blocks: readonly ReceiptBlock[] }
  | { readonly kind: "pulse" };

/**
 * What became of it. `sent`: all bytes were written, and the printer did not say whether it printed them. `not_sent`:
 * nothing was written, so that it can be tried again. `cut_off`: a part was written.
 */
export type PrintOutcome =
  | { readonly state: "printed" | "sent" }
  | { readonly state: "not_sent" | "cut_off"; readonly problem: PrintProblem };

/** Sends papers to printers. Every outcome is an answer within a minute; a rejection is a defect. */
export interface PrinterPort {
  send(printer: PrinterSettings, toPrint: ToPrint): Promise<PrintOutcome>;
}

/** After this time without an outcome, a job that was being sent counts as interrupted. */
export const MOST_SENDING_MS = 90_000;
