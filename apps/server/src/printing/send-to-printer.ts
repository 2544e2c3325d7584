import type { PrinterLanguage } from "@daybook/contract/printers";
import type { PrintOutcome } from "@daybook/core/printing/printer-port";
import { PrinterFault } from "./printer-line.ts";
import type { PrinterLimits, PrinterLine } from "./printer-line.ts";
import { PRINTED_QUESTION, readPrinted, readStatus, STATUS_QUESTION } from "./printer-status.ts";
import type { PrinterStatus } from "./printer-status.ts";

export interface Sending {
  readonly language: PrinterLanguage;
  readonly bytes: Uint8Array;
  /** False for a pulse: it prints nothing, and must not wait for an answer. */
  readonly asks: boolean;
  readonly limits: PrinterLimits;
}

/**
 * Sends bytes to a printer that is asked first whether it can print, and afterwards whether it has. One that does not
 * answer, or answers something else, is printed on all the same; then the outcome is `sent`.
 */
export async function sendToPrinter(
  open: () => Promise<PrinterLine>,
  sending: Sending,
): Promise<PrintOutcome> {
  let line: PrinterLine;
  try {
    line = await open();
  } catch (error) {
    return { state: "not_sent", problem: problemOf(error) };
  }
  try {
    return await sendOver(line, sending);
  } finally {
    line.abandon();
  }
}

async function sendOver(line: PrinterLine, sending: Sending): Promise<PrintOutcome> {
  const { bytes, asks } = sending;
  let before: PrinterStatus | null = null;
  try {
    before = asks ? await askStatus(line, sending) : null;
  } catch (error) {
    return { state: "not_sent", problem: problemOf(error) };
  }
  if (before !== null && before.problem !== null)
    return { state: "not_sent", problem: before.problem };
  try {
    await line.write(bytes);
    const answer = before === null ? null : await askPrinted(line, sending, before);
    await line.finish();
    if (answer === "printed") return { state: "printed" };
    return answer === null ? { state: "sent" } : { state: "cut_off", problem: answer };
  } catch (error) {
    return { state: "cut_off", problem: problemOf(error) };
  }
}

async function askPrinted(line: PrinterLine, { language, limits }: Sending, before: PrinterStatus) {
  await line.write(PRINTED_QUESTION[language]);
  return collect(line, limits.printMs, (answer) => readPrinted(language, answer, before));
}

async function askStatus(line: PrinterLine, { language, limits }: Sending) {
  await line.write(STATUS_QUESTION[language]);
  return collect(line, limits.statusMs, (answer) => readStatus(language, answer));
}

const MOST_ANSWER_BYTES = 4096;

/** Reads until the answer means something, the time is over, or it is too long to mean anything. */
async function collect<T>(
  line: PrinterLine,
  withinMs: number,
  read: (answer: Uint8Array) => T | null,
): Promise<T | null> {
  const end = performance.now() + withinMs;
  let answer: Uint8Array = new Uint8Array();
  for (;;) {
    const left = end - performance.now();
    if (left <= 0 || answer.length > MOST_ANSWER_BYTES) return null;
    const more = await line.read(left);
    if (more.length === 0) return null;
    answer = Buffer.concat([answer, more]);
    const meaning = read(answer);
    if (meaning !== null) return meaning;
  }
}

function problemOf(error: unknown) {
  if (error instanceof PrinterFault) return error.problem;
  throw error;
}
