import { useState } from "react";
import type { ReactNode } from "react";
import type { ApprovalId } from "@daybook/contract/ids";
import { latePart } from "../../lib/late-part.tsx";
import { refusalOf } from "../../lib/refusal-of.ts";
import type { ActionToApprove } from "./approval-sheet.tsx";

const ApprovalSheet = latePart(async () => (await import("./approval-sheet.tsx")).ApprovalSheet);

export interface Approvals {
  /** Asks someone with the right to approve this; null if nobody did. */
  readonly ask: (asked: ActionToApprove) => Promise<ApprovalId | null>;
  /** The sheet that asks, while it is open. */
  readonly sheet: ReactNode;
}

interface Asking {
  readonly asked: ActionToApprove;
  readonly answer: (id: ApprovalId | null) => void;
}

/** Asks for approvals in place. The screen renders `sheet`. */
export function useApproval(): Approvals {
  const [asking, setAsking] = useState<Asking | null>(null);
  const answer = (id: ApprovalId | null) => {
    asking?.answer(id);
    setAsking(null);
  };
  return {
    ask: (asked) => new Promise((resolve) => setAsking({ asked, answer: resolve })),
    sheet:
      asking === null ? null : (
        <ApprovalSheet asked={asking.asked} onApproved={answer} onClose={() => answer(null)} />
      ),
  };
}

/** Sends an action; if it needs an approval, asks for one and sends it again with it. */
export async function sendApproved<Result>(
  { ask }: Approvals,
  asked: ActionToApprove,
  send: (approval: { readonly approvalId?: ApprovalId }) => Promise<Result>,
): Promise<Result> {
  try {
    return await send({});
  } catch (error) {
    const code = refusalOf(error)?.code ?? "";
    if (!NEEDS_ANOTHER.has(code)) throw error;
    const approvalId = await ask(asked);
    if (approvalId === null) throw error;
    return send({ approvalId });
  }
}

/** Refusals that an approval can lift. */
const NEEDS_ANOTHER: ReadonlySet<string> = new Set([
  "needs_approval",
  "forbidden",
  "refund_exceeds_tender",
]);
