import { createPrintDesk } from "@daybook/api/server/printing/print-desk";
import type { PrintDesk } from "@daybook/api/server/printing/print-desk";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { pictureReader } from "./picture-reader.ts";
import { createPrinterPort } from "./server-printer-port.ts";

/** The print desk of a shop. A database file belongs to one server; one of PostgreSQL may have several. */
export function printDeskOf(work: UnitOfWork, onProblem: (error: unknown) => void): PrintDesk {
  const alone = work.store.url.startsWith("file:");
  const port = createPrinterPort({ readPicture: pictureReader(work) });
  return createPrintDesk({ port, work, alone, onProblem });
}
