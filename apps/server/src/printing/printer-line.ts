import type { PrintProblem } from "@daybook/contract/printers";

/** An open connection to a printer. */
export interface PrinterLine {
  /** Rejects with `PrinterFault` if the printer stops taking bytes. */
  write(bytes: Uint8Array): Promise<void>;
  /** What the printer has answered since the last call, at most after some milliseconds; empty if nothing. */
  read(withinMs: number): Promise<Uint8Array>;
  /** Waits until what was written is taken, and closes. Rejects if the printer refused a part of it. */
  finish(): Promise<void>;
  /** Closes at once. */
  abandon(): void;
}

/** How long a printer may take. */
export interface PrinterLimits {
  readonly connectMs: number;
  /** Without taking a byte. */
  readonly idleMs: number;
  /** Until it answers what state it is in. */
  readonly statusMs: number;
  /** Until it answers that a paper is printed. */
  readonly printMs: number;
}

export const PRINTER_LIMITS: PrinterLimits = {
  connectMs: 5_000,
  idleMs: 10_000,
  statusMs: 1_000,
  printMs: 20_000,
};

/** Why a printer could not be reached, or stopped. */
export class PrinterFault extends Error {
  readonly problem: PrintProblem;

  constructor(problem: PrintProblem, cause?: unknown) {
    super(`printer: ${problem}`, { cause });
    this.name = "PrinterFault";
    this.problem = problem;
  }
}
