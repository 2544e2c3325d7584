import { z } from "zod";
import { SafeEntryKind } from "@daybook/contract/safe";
import { sheet, shown } from "../../lib/list-search.ts";

const day = z.iso.date().optional().catch(undefined);

/** The state filter and the open sheet of the list of drawers. */
export const DrawersSearch = z.object({ show: shown, sheet });

/** The drawer whose opening sheet is shown. */
export const EndOfDaySearch = z.object({ sheet });

/** The drawer and the days of closing reports. */
export const ClosingsSearch = z.object({
  drawer: z.uuid().optional().catch(undefined),
  from: day,
  to: day,
});
export type ClosingsSearch = z.infer<typeof ClosingsSearch>;

/** The kind and the days of the entries of the safe; "deposit" opens the sheet for a deposit. */
export const SafeSearch = z.object({
  kind: SafeEntryKind.optional().catch(undefined),
  from: day,
  to: day,
  sheet: z.enum(["deposit"]).optional().catch(undefined),
});
export type SafeSearch = z.infer<typeof SafeSearch>;
