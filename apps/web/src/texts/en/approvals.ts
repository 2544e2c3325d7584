import type { Approval, ApprovalNeed } from "@daybook/contract/approvals";
import type { LimitName } from "@daybook/contract/role-limits";

type Limited = LimitName;

/** Texts of approvals. */
export const approvalTexts = {
  title: "Approval needed",
  close: "Close",
  again: "Ask again",
  what: "Action",
  why: "Reason",
  amount: "Amount",
  receipt: "Receipt",
  askedBy: "Asked by",
  here: "Approve here",
  person: "Approved by",
  choose: "Choose a person",
  password: "Their password",
  secret: "Their PIN or password",
  approve: "Approve",
  decline: "Decline",
  byPhone: "Approve by phone",
  byPhoneLead: "Or scan this code with the phone of someone who is signed in there.",
  noPhone:
    "To approve by phone, open Daybook at its address in the shop's network, not at this computer's own.",
  qr: "Code of this request",
  actions: {
    "sales.ringUp": "Sale",
    "sales.void": "Void a sale",
    "sales.return": "Return",
    "sales.returnWithoutReceipt": "Return without a receipt",
    "drawers.close": "Close a drawer",
  } satisfies Readonly<Record<Approval["action"], string>>,
  beyond: {
    discount: (asked, most) => `A discount of ${asked}; without approval up to ${most}`,
    priceChange: (asked, most) => `A price changed by ${asked}; without approval up to ${most}`,
    refund: (asked, most) => `A refund of ${asked}; without approval up to ${most}`,
    unreceiptedRefund: (asked, most) =>
      `A refund of ${asked} without a receipt; without approval up to ${most}`,
    drawerDifference: (asked, most) =>
      `A drawer over or short by ${asked}; without approval up to ${most}`,
  } satisfies Readonly<Record<Limited, (asked: string, most: string) => string>>,
  missing: {
    void: "Their role may not void sales.",
    returnWithoutReceipt: "Their role may not take returns without a receipt.",
    returnLate: "The time to return this is over.",
    refundOtherTender: "A refund by another payment method than was paid",
  } satisfies Readonly<Record<Exclude<ApprovalNeed, Limited>, string>>,
  states: {
    open: "Waiting for a decision.",
    approved: "Approved.",
    declined: "Declined.",
    used: "Approved and used.",
    expired: "This request has expired.",
  } satisfies Readonly<Record<Approval["state"], string>>,
};
