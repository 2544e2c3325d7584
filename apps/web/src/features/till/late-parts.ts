/** What the till shows now and then, and not before its first sale: none of it is part of the first load. */
import { latePart } from "../../lib/late-part.tsx";

export const DiscountEditor = latePart(
  async () => (await import("./cart-editors.tsx")).DiscountEditor,
);
export const DiscountReason = latePart(
  async () => (await import("./discount-reason.tsx")).DiscountReason,
);
export const LineTools = latePart(async () => (await import("./line-tools.tsx")).LineTools);
export const CartTrouble = latePart(async () => (await import("./cart-trouble.tsx")).CartTrouble);
export const CartCustomer = latePart(
  async () => (await import("./cart-customer.tsx")).CartCustomer,
);
export const NotAdded = latePart(async () => (await import("./not-added.tsx")).NotAdded);
export const FollowLine = latePart(async () => (await import("./follow-line.tsx")).FollowLine);
