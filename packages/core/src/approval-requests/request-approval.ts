import type { Approval } from "@daybook/contract/approvals";
import type { AskedAction, RequestApproval } from "@daybook/contract/approval-requests";
import { insertApproval } from "../approvals/approvals.ts";
import type { Asked } from "../approvals/approvals.ts";
import type { WriteCtx } from "../context/context.ts";
import { atPaths } from "../records/apply-to-many.ts";
import { askOfClosing } from "../closings/close-drawer.ts";
import { askOfReturn } from "../returns/return-sale.ts";
import { askOfReturnWithoutReceipt } from "../returns/return-without-receipt.ts";
import { askOfSale } from "../sales/ring-up-sale.ts";
import { askOfVoid } from "../sales/void-sale.ts";

/** Asks for the approval of one action. Refuses what the action itself would refuse about its goods and prices. */
export async function requestApproval(ctx: WriteCtx, { ask }: RequestApproval): Promise<Approval> {
  const about = await atPaths(asked(ctx, ask), (path) => `ask.input.${path}`);
  return insertApproval(ctx, ask, about);
}

function asked(ctx: WriteCtx, { action, input }: AskedAction): Promise<Asked> {
  switch (action) {
    case "sales.ringUp":
      return askOfSale(ctx, input);
    case "sales.void":
      return askOfVoid(ctx, input);
    case "sales.return":
      return askOfReturn(ctx, input);
    case "drawers.close":
      return askOfClosing(ctx, input);
    case "sales.returnWithoutReceipt":
      return askOfReturnWithoutReceipt(ctx, input);
  }
}
