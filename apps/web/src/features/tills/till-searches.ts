import { z } from "zod";
import { MissingReceiptState } from "@daybook/contract/missing-receipt-states";
import { TillEventKind } from "@daybook/contract/till-events";
import { sheet } from "../../lib/list-search.ts";

/** Whether the sheet of a till is open. */
export const TillsSearch = z.object({ sheet });

export const MissingReceiptsSearch = z.object({
  state: MissingReceiptState.optional().catch(undefined),
});

/** The till, the kind of event and the days. */
export const TillJournalSearch = z.object({
  till: z.uuid().optional().catch(undefined),
  kind: TillEventKind.optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
});
export type TillJournalSearch = z.infer<typeof TillJournalSearch>;
