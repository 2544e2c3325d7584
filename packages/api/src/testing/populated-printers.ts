/** For tests: printers, print jobs, and inputs about them. */
import type { Printer, PrintJob } from "@daybook/contract/printers";
import { newId } from "@daybook/contract/uuid";
import { recordOutcome, takeNextJob } from "@daybook/core/printing/job-queue";
import { printerRows } from "@daybook/core/printing/printer-rows";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import type { callerAs } from "./create-test-caller.ts";
import type { ValidInputs } from "./populated-shop.ts";

type Owner = ReturnType<typeof callerAs>;
type PrinterInputs = Pick<
  ValidInputs,
  Extract<keyof ValidInputs, `print${string}`> | "sales.print"
>;

interface PopulatedPrinters {
  readonly printer: Printer;
  readonly spare: Printer;
  readonly off: Printer;
  readonly failed: PrintJob;
  readonly other: PrintJob;
  readonly saleId: string;
}

const COUNTER = { address: "192.168.1.50", opensDrawer: true };

export async function withPrinters(
  shop: TestShop,
  owner: Owner,
  saleId: string,
): Promise<PopulatedPrinters> {
  const add = (name: string) => owner.printers.create({ key: newId(), name, ...COUNTER });
  const printer = await add("Counter");
  const { id, version } = await add("Old printer");
  return {
    printer,
    spare: await add("Spare"),
    off: await owner.printers.deactivate({ key: newId(), id, version }),
    failed: await failedJob(shop, owner, printer.id),
    other: await failedJob(shop, owner, printer.id),
    saleId,
  };
}

/** A test page of which a part may be on paper. */
export async function failedJob(shop: TestShop, owner: Owner, id: string): Promise<PrintJob> {
  const job = await owner.printers.test({ key: newId(), id });
  await shop.write(async (ctx) => {
    const { id: rowId } = await printerRows.get(ctx, job.printer.id);
    const taken = await takeNextJob(ctx, rowId);
    if (taken === null) throw new Error("the job is due");
    await recordOutcome(ctx, taken.id, { state: "cut_off", problem: "no_answer" });
  });
  return job;
}

export function printerInputs(populated: PopulatedPrinters): PrinterInputs {
  const { printer, spare, off, failed, other, saleId } = populated;
  const { id, version } = printer;
  return {
    "printers.list": {},
    "printers.create": { key: newId(), name: "Kitchen", address: "/dev/usb/lp0" },
    "printers.update": { key: newId(), id, version, name: "Counter 1" },
    "printers.deactivate": { key: newId(), id: spare.id, version: spare.version },
    "printers.reactivate": { key: newId(), id: off.id, version: off.version },
    "printers.test": { key: newId(), id },
    "printers.openDrawer": { key: newId(), reason: "Change", printerId: id },
    "printJobs.list": {},
    "printJobs.retry": { key: newId(), id: failed.id },
    "printJobs.cancel": { key: newId(), id: other.id },
    "sales.print": { key: newId(), id: saleId, printerId: id },
  };
}
