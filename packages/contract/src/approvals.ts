/** What someone may do only with the approval of a person who has the right. */
import { z } from "zod";
import { Instant, WriteKey } from "./fields.ts";
import { ApprovalId, UserId } from "./ids.ts";
import { Minor } from "./money.ts";
import { LIMIT_NAMES, LIMITS } from "./role-limits.ts";
import type { Permission } from "./permissions.ts";
import { rule } from "./rules.ts";

/** The rights that an approval can stand in for. */
const RIGHTS = {
  void: "sales.void",
  returnWithoutReceipt: "sales.returnWithoutReceipt",
  returnLate: "sales.returnLate",
  refundOtherTender: "sales.refundOtherTender",
} as const satisfies Readonly<Record<string, Permission>>;

/** Why an approval is needed: a limit that is exceeded, or a right that is missing. */
export const ApprovalNeed = z.enum([
  ...LIMIT_NAMES,
  "void",
  "returnWithoutReceipt",
  "returnLate",
  "refundOtherTender",
]);
export type ApprovalNeed = z.infer<typeof ApprovalNeed>;

/** The permission that someone needs to approve it. */
export const PERMISSION_TO_APPROVE: Readonly<Record<ApprovalNeed, Permission>> = {
  discount: LIMITS.discount.permission,
  priceChange: LIMITS.priceChange.permission,
  refund: LIMITS.refund.permission,
  unreceiptedRefund: LIMITS.unreceiptedRefund.permission,
  drawerDifference: "drawers.read",
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

/** The actions that can be approved: an approval serves one of them, once. */
export const APPROVAL_ACTIONS = [
  "sales.ringUp",
  "sales.void",
  "sales.return",
  "sales.returnWithoutReceipt",
  "drawers.close",
] as const;
export const ApprovalAction = z.enum(APPROVAL_ACTIONS);
export type ApprovalAction = z.infer<typeof ApprovalAction>;

/** How long an approval can be given and used. */
export const APPROVAL_MS = 5 * 60_000;

/** The approval of an action, in the input of the action. */
export const approvalField = {
  approvalId: ApprovalId.optional().describe(
    "The approval of exactly this, if it goes beyond the person's rights; it serves once",
  ),
};

export const GetApproval = z.strictObject({ id: ApprovalId });

/** Decides as the person who is signed in. */
export const DecideApproval = z.strictObject({
  key: WriteKey,
  id: ApprovalId,
  decision: z.enum(["approved", "declined"]),
});
export type DecideApproval = z.infer<typeof DecideApproval>;

const Named = z.strictObject({ id: z.string(), name: z.string() });

export const ApprovalMethod = z.enum(["pin", "password", "session"]);
export type ApprovalMethod = z.infer<typeof ApprovalMethod>;

/** A request for an approval, with what the person who decides must know. */
export const Approval = z.strictObject({
  id: ApprovalId,
  action: ApprovalAction,
  needs: z.array(Needed).describe("Empty if the person may do it alone"),
  amountMinor: Minor.describe(
    "The total of the sale or of the refund, or the difference of a drawer",
  ),
  receiptNumber: z.string().nullable().describe("Of the sale that is voided or returned"),
  state: z.enum(["open", "approved", "declined", "used", "expired"]),
  askedBy: Named,
  askedAt: Instant,
  expiresAt: Instant,
  decidedBy: Named.nullable(),
  decidedAt: Instant.nullable(),
  method: ApprovalMethod.nullable().describe("How the person who decided was recognized"),
});
export type Approval = z.infer<typeof Approval>;

/**
 * Decides at the till of the person who asks, by the password of the person who approves, or by their PIN: four to six
 * digits, which are no password.
 */
export const ApproveHere = z.strictObject({
  id: ApprovalId,
  userId: UserId,
  secret: z.string().min(1, rule("password_required")).max(200),
});
export type ApproveHere = z.infer<typeof ApproveHere>;

/** People who may use a till, for choosing one of them. */
export const TillPeople = z.strictObject({
  items: z.array(
    z.strictObject({
      id: UserId,
      name: z.string(),
      pinDigits: z.int().nullable().describe("How many digits the person's PIN has; null for none"),
    }),
  ),
});
export type TillPeople = z.infer<typeof TillPeople>;
