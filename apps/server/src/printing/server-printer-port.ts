import { readPrinterAddress } from "@daybook/contract/printer-address";
import type { PrinterPort } from "@daybook/core/printing/printer-port";
import { encodePaper, encodePulse } from "./encode-paper.ts";
import type { ReadPicture } from "./encode-paper.ts";
import { openNetworkLine } from "./network-line.ts";
import { PRINTER_LIMITS } from "./printer-line.ts";
import type { PrinterLimits, PrinterLine } from "./printer-line.ts";
import { sendToPrinter } from "./send-to-printer.ts";
import { openUsbLine } from "./usb-line.ts";

export interface ServerPrinterOptions {
  readonly readPicture: ReadPicture;
  /** Shorter in tests. */
  readonly limits?: PrinterLimits;
}

/** Prints on the printers of the shop's network and on those on this computer's USB ports. */
export function createPrinterPort({
  readPicture,
  limits = PRINTER_LIMITS,
}: ServerPrinterOptions): PrinterPort {
  return {
    async send(printer, toPrint) {
      const { language, address } = printer;
      const bytes =
        toPrint.kind === "pulse"
          ? encodePulse(printer)
          : await encodePaper(toPrint.blocks, printer, readPicture);
      const asks = toPrint.kind === "paper";
      return sendToPrinter(() => openLine(address, limits), { language, bytes, asks, limits });
    },
  };
}

function openLine(address: string, limits: PrinterLimits): Promise<PrinterLine> {
  const place = readPrinterAddress(address);
  if (typeof place === "string")
    throw new Error(`an address is checked before it is stored: ${place}`);
  return place.kind === "usb" ? openUsbLine(place.path, limits) : openNetworkLine(place, limits);
}
