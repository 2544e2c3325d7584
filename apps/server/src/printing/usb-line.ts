import { constants, open } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { PrintProblem } from "@daybook/contract/printers";
import { PrinterFault } from "./printer-line.ts";
import type { PrinterLimits, PrinterLine } from "./printer-line.ts";

const PROBLEMS: Readonly<Record<string, PrintProblem>> = {
  ENOENT: "device_missing",
  ENODEV: "device_missing",
  ENXIO: "device_missing",
  EACCES: "no_access",
  EPERM: "no_access",
  EBUSY: "no_answer",
};
const RETRY_MS = 50;

/**
 * Opens the device of a printer on a USB port. Writing never waits inside the system, so that a printer that hangs holds
 * up nothing else. Rejects with `PrinterFault`.
 */
export async function openUsbLine(path: string, limits: PrinterLimits): Promise<PrinterLine> {
  const file = await open(path, constants.O_WRONLY | constants.O_NONBLOCK).catch(
    (error: NodeJS.ErrnoException) => {
      throw faultOf(error);
    },
  );
  const close = (): Promise<void> => file.close().catch(() => undefined);
  return {
    async write(bytes) {
      let written = 0;
      let lastTaken = performance.now();
      while (written < bytes.length) {
        try {
          const { bytesWritten } = await file.write(bytes, written);
          written += bytesWritten;
          if (bytesWritten > 0) lastTaken = performance.now();
        } catch (error) {
          // safe because the file system rejects with its own errors only
          const failure = error as NodeJS.ErrnoException;
          if (failure.code !== "EAGAIN") throw faultOf(failure);
          if (performance.now() - lastTaken > limits.idleMs) throw new PrinterFault("no_answer");
          await pause(RETRY_MS);
        }
      }
    },
    // The device says nothing about the paper.
    read: () => Promise.resolve(new Uint8Array()),
    finish: close,
    abandon: () => void close(),
  };
}

function faultOf(error: NodeJS.ErrnoException): PrinterFault {
  return new PrinterFault(PROBLEMS[error.code ?? ""] ?? "unreachable", error);
}
