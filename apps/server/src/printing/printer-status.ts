/** What printers answer about themselves. */
import type { PrinterLanguage, PrintProblem } from "@daybook/contract/printers";

/** The state of a printer before or after a paper. */
export interface PrinterStatus {
  readonly problem: PrintProblem | null;
  /** Star: how many papers it has finished, of the last sixteen. */
  readonly finished: number | null;
}

/** DLE EOT 2 and 4: why it is offline, and whether it has paper. */
const ESC_POS_ASKS = [0x10, 0x04, 0x02, 0x10, 0x04, 0x04];
/** ESC ACK SOH: the status at once. */
const STAR_ASKS = [0x1b, 0x06, 0x01];

/** The question for the present state, which printers answer at once. */
export const STATUS_QUESTION: Readonly<Record<PrinterLanguage, Uint8Array>> = {
  escpos: Uint8Array.from(ESC_POS_ASKS),
  starprnt: Uint8Array.from(STAR_ASKS),
};

/** The question behind a paper, which is answered when all before it is printed: GS r 1, and ETB for Star. */
export const PRINTED_QUESTION: Readonly<Record<PrinterLanguage, Uint8Array>> = {
  escpos: Uint8Array.from([0x1d, 0x72, 0x01]),
  starprnt: Uint8Array.from([0x17]),
};

/** Reads the answer to `STATUS_QUESTION`; null for anything else, and for a part of it. */
export function readStatus(language: PrinterLanguage, bytes: Uint8Array): PrinterStatus | null {
  return language === "escpos" ? readEscPos(bytes) : readStar(bytes);
}

/** Fixed bits of every answer to DLE EOT. */
function isEscPosStatus(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}

function readEscPos(bytes: Uint8Array): PrinterStatus | null {
  const [offline, paper, ...more] = [...bytes].filter(isEscPosStatus);
  if (offline === undefined || paper === undefined || more.length > 0) return null;
  return { problem: escPosProblem(offline, paper), finished: null };
}

function escPosProblem(offline: number, paper: number): PrintProblem | null {
  if ((offline & 0x04) !== 0) return "cover_open";
  if ((offline & 0x20) !== 0 || (paper & 0x60) !== 0) return "paper_out";
  return (offline & 0x40) === 0 ? null : "printer_error";
}

/**
 * Star's automatic status: the first byte has its length, with fixed bits; then the version, the printer, its errors, its
 * sensors and the counter of ETB.
 */
function readStar(bytes: Uint8Array): PrinterStatus | null {
  const [first = 0, , printer = 0, errors = 0, , paper = 0, , counter = 0] = bytes;
  const length = ((first & 0x20) >> 2) | ((first & 0x0e) >> 1);
  if ((first & 0x91) !== 0x01 || length < 7 || bytes.length < length) return null;
  // Every other byte has these two bits clear.
  if (bytes.subarray(1, length).some((byte) => (byte & 0x91) !== 0)) return null;
  const finished =
    length < 8 ? null : ((counter & 0x40) >> 2) | ((counter & 0x20) >> 2) | ((counter & 0x0e) >> 1);
  return { problem: starProblem(printer, errors, paper), finished };
}

function starProblem(printer: number, errors: number, paper: number): PrintProblem | null {
  if ((printer & 0x20) !== 0) return "cover_open";
  if ((paper & 0x08) !== 0) return "paper_out";
  return (printer & 0x08) !== 0 || (errors & 0x68) !== 0 ? "printer_error" : null;
}

/**
 * Whether an answer behind a paper says that it is printed: `printed`, `paper_out`, or null if it says nothing about it.
 */
export function readPrinted(
  language: PrinterLanguage,
  bytes: Uint8Array,
  before: PrinterStatus,
): "printed" | PrintProblem | null {
  if (language === "escpos") {
    // Fixed bits of the answer to GS r.
    const answer = [...bytes].findLast((byte) => (byte & 0b1001_0000) === 0);
    if (answer === undefined) return null;
    return (answer & 0x0c) === 0 ? "printed" : "paper_out";
  }
  const status = readStar(bytes);
  if (status === null) return null;
  if (status.problem !== null) return status.problem;
  return status.finished !== null && status.finished !== before.finished ? "printed" : null;
}
