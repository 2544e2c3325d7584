import { createHash } from "node:crypto";
import type { AskedAction } from "@daybook/contract/approval-requests";
import { canonicalJson } from "../writes/canonical-json.ts";

/**
 * What an approval is for, as the SHA-256 of everything in the input that the person who approves answers for: what is
 * sold or returned, for how much, and how it is refunded; the count of a drawer, why it differs and what stays in it. How a sale is paid, and its customer, may still change.
 */
export function subjectOf(asked: AskedAction): string {
  return createHash("sha256")
    .update(canonicalJson(matters(asked)))
    .digest("hex");
}

function matters({ action, input }: AskedAction): unknown {
  switch (action) {
    case "sales.ringUp": {
      const { locationId, discount, expectedTotalMinor } = input;
      const lines = input.lines.map(({ code: _code, ...line }) => line);
      return { action, locationId, lines, discount, expectedTotalMinor };
    }
    case "sales.void":
      return { action, id: input.id };
    case "sales.return": {
      const { id, lines, expectedTotalMinor } = input;
      return { action, id, lines, expectedTotalMinor, refunds: refundsOf(input) };
    }
    case "drawers.close":
      return {
        action,
        countId: input.countId,
        leftMinor: input.leftMinor,
        // As it is stored.
        reason: input.reason,
      };
    case "sales.returnWithoutReceipt": {
      const { locationId, lines, expectedTotalMinor } = input;
      return { action, locationId, lines, expectedTotalMinor, refunds: refundsOf(input) };
    }
  }
}

function refundsOf({
  refunds,
}: {
  readonly refunds: readonly { tender: string; amountMinor: number }[];
}) {
  return refunds.map(({ tender, amountMinor }) => ({ tender, amountMinor }));
}
