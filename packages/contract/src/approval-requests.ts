/** Asking for an approval: with the input of the action itself, so nobody approves anything else. */
import { z } from "zod";
import { CloseDrawer } from "./drawers.ts";
import { WriteKey } from "./fields.ts";
import { ReturnSale, ReturnWithoutReceipt } from "./returns.ts";
import { RingUpSale, VoidSale } from "./sales.ts";

export const RequestApproval = z.strictObject({
  key: WriteKey,
  ask: z.discriminatedUnion("action", [
    z.strictObject({ action: z.literal("sales.ringUp"), input: RingUpSale }),
    z.strictObject({ action: z.literal("sales.void"), input: VoidSale }),
    z.strictObject({ action: z.literal("sales.return"), input: ReturnSale }),
    z.strictObject({
      action: z.literal("sales.returnWithoutReceipt"),
      input: ReturnWithoutReceipt,
    }),
    z.strictObject({ action: z.literal("drawers.close"), input: CloseDrawer }),
  ]),
});
export type RequestApproval = z.infer<typeof RequestApproval>;
/** The action with its input. */
export type AskedAction = RequestApproval["ask"];
