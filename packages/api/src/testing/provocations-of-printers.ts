/** For tests: provocations of the procedures of printers and print jobs. */
import { newId } from "@daybook/contract/uuid";
import { failedJob } from "./populated-printers.ts";
import { newTill } from "./drawer-provocations.ts";
import { by, missing, to } from "./provocation.ts";
import type { Provocations, World } from "./provocation.ts";

const EDIT = { not_found: missing("id"), stale_version: to({ version: 99 }) };
const off = (w: World) => w.inputs()["printers.reactivate"].id;
const inactive = by((w) => ({ printerId: off(w) }));
const noPrinter = to({ printerId: undefined });

async function cancelled(w: World) {
  const { id } = await failedJob(w.shop, w.owner, w.inputs()["printers.test"].id);
  await w.owner.printJobs.cancel({ key: newId(), id });
  return { id };
}

async function ofDeactivated({ shop, owner, inputs }: World) {
  const spare = { ...inputs()["printers.create"], key: newId(), name: `Printer ${newId()}` };
  const { id, version } = await owner.printers.create(spare);
  const job = await failedJob(shop, owner, id);
  await owner.printers.deactivate({ key: newId(), id, version });
  return { id: job.id };
}

export const PRINTER_PROVOCATIONS = {
  "printers.create": {
    not_found: by(() => ({ tillIds: [newId()] })),
    duplicate: by(() => ({ name: "Spare" })),
  },
  "printers.update": {
    ...EDIT,
    duplicate: by(() => ({ name: "Spare" })),
    inactive: by(async (w) => {
      const { id, version } = w.inputs()["printers.reactivate"];
      return { id, version, tillIds: [(await newTill(w)).tillId] };
    }),
  },
  "printers.deactivate": EDIT,
  "printers.reactivate": EDIT,
  "printers.test": { not_found: missing("id"), inactive: by((w) => ({ id: off(w) })) },
  "printers.openDrawer": { no_printer: noPrinter, not_found: missing("printerId"), inactive },
  "printJobs.list": { not_found: missing("printerId") },
  "printJobs.retry": {
    not_found: missing("id"),
    wrong_state: by(cancelled),
    inactive: by(ofDeactivated),
  },
  "printJobs.cancel": { not_found: missing("id"), wrong_state: by(cancelled) },
  "sales.print": { not_found: missing("id"), no_printer: noPrinter, inactive },
} satisfies Partial<Provocations>;
