/** What someone may do only with the approval of a person who has the right. */
import { z } from "zod";
import { LIMIT_NAMES, LIMITS } from "./role-limits.ts";
import type { Permission } from "./permissions.ts";

/** The rights that an approval can stand in for. */
const RIGHTS = {
  void: "sales.void",
  returnWithoutReceipt: "sales.returnWithoutReceipt",
  refundOtherTender: "sales.refundOtherTender",
} as const satisfies Readonly<Record<string, Permission>>;

/** Why an approval is needed: a limit that is exceeded, or a right that is missing. */
export const ApprovalNeed = z.enum([
  ...LIMIT_NAMES,
  "void",
  "returnWithoutReceipt",
  "refundOtherTender",
]);
export type ApprovalNeed = z.infer<typeof ApprovalNeed>;

/** The permission that someone needs to approve it. */
export const PERMISSION_TO_APPROVE: Readonly<Record<ApprovalNeed, Permission>> = {
  discount: LIMITS.discount.permission,
  priceChange: LIMITS.priceChange.permission,
  refund: LIMITS.refund.permission,
  ...RIGHTS,
};

/** One need of an action, with what it asks and the most that the person may do alone. */
export const Needed = z.strictObject({
  need: ApprovalNeed,
  asked: z
    .int()
    .describe("In the unit of the limit; for a missing right the amount in minor units"),
  most: z.int().describe("The limit of the person who asks; 0 for a missing right"),
});
export type Needed = z.infer<typeof Needed>;
