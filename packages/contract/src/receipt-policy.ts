/** When the till prints receipts, and on what. */
import { z } from "zod";

/** After a sale: the receipt comes first, is one of the choices, or is made on demand only. */
export const ReceiptPolicy = z.enum(["always", "ask", "never"]);
export type ReceiptPolicy = z.infer<typeof ReceiptPolicy>;

/** A roll of that many millimetres, or sheets. */
export const ReceiptPaper = z.enum(["58", "80", "a4"]);
export type ReceiptPaper = z.infer<typeof ReceiptPaper>;
