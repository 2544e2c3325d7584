/** For tests: changes of drawers that `verify` finds. */
import { eq } from "drizzle-orm";
import type { WriteCtx } from "../context/context.ts";

export const DRAWER_BREAKS = [
  {
    id: "V30",
    what: "a late document that was there at an opening and is in no supplement",
    example: /^S-1: supplements with it is 0, must be 1$/,
    change: ({ db, t }: WriteCtx) =>
      db.update(t.sale).set({ late: true, sessionId: 1 }).where(eq(t.sale.receiptNumber, "S-1")),
  },
  {
    id: "V31",
    what: "a till that has another drawer than its history",
    example: /^till Front: drawer of the till is 0, must be 1$/,
    change: ({ db, t }: WriteCtx) =>
      db.update(t.device).set({ drawerId: null }).where(eq(t.device.name, "Front")),
  },
];
