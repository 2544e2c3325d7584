import {
  Approval,
  ApproveHere,
  DecideApproval,
  GetApproval,
  TillPeople,
} from "@daybook/contract/approvals";
import { RequestApproval } from "@daybook/contract/approval-requests";
import { Nothing } from "@daybook/contract/users";
import { requestApproval } from "@daybook/core/approval-requests/request-approval";
import { decideApproval, getApproval } from "@daybook/core/approvals/approvals";
import { listSellers } from "@daybook/core/users/user-rows";
import { approveHere } from "../auth/approve-here.ts";
import { can, get, once, post, reads, router } from "../trpc.ts";

const sells = () => can("sales.ringUp");

export const approvals = router({
  request: sells()
    .meta(
      post("/approvals", {
        summary: "Ask for an approval",
        description:
          "Takes the action with its whole input. Someone with the right decides within five minutes; the action then names the approval, which serves once and for nothing else.",
        refuses: [
          "not_found",
          "inactive",
          "wrong_state",
          "happens_in_future",
          "too_long_ago",
          "fraction_not_allowed",
          "total_mismatch",
          "discount_too_large",
          "return_too_much",
          "duplicate",
          "price_above_list",
        ],
      }),
    )
    .input(RequestApproval)
    .output(Approval)
    .mutation(once(requestApproval)),
  get: sells()
    .meta(get("/approvals/{id}", { summary: "Get an approval", refuses: ["not_found"] }))
    .input(GetApproval)
    .output(Approval)
    .query(reads(getApproval)),
  decide: sells()
    .meta(
      post("/approvals/{id}/decision", {
        summary: "Approve or decline as yourself",
        description: "You must be able to do it without an approval.",
        refuses: ["not_found", "needs_approval", "approval_invalid"],
      }),
    )
    .input(DecideApproval)
    .output(Approval)
    .mutation(once((ctx, input: DecideApproval) => decideApproval(ctx, input, "session"))),
  // Without a key: a repeat is refused, and a password belongs in no stored request.
  approveHere: sells()
    .meta(
      post("/approvals/{id}/approve-here", {
        summary: "Approve at the till of someone else",
        description:
          "With the password of the person who approves or, on a till, their PIN. Attempts are limited.",
        refuses: [
          "not_found",
          "inactive",
          "wrong_credentials",
          "wrong_pin",
          "not_a_till",
          "pin_blocked",
          "too_many_attempts",
          "needs_approval",
          "approval_invalid",
        ],
      }),
    )
    .input(ApproveHere)
    .output(Approval)
    .mutation(approveHere),
  people: sells()
    .meta(get("/approvals/people", { summary: "List the people who sell" }))
    .input(Nothing)
    .output(TillPeople)
    .query(reads(listSellers)),
});
