import { useRef } from "react";
import type { ReactNode } from "react";
import { APPROVAL_MS } from "@daybook/contract/approvals";
import type { ApprovalId, LocationId } from "@daybook/contract/ids";
import { MinorNonNegative } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { newId } from "@daybook/contract/uuid";
import { connectionStore } from "../../lib/connection.ts";
import { tillTexts } from "../../texts/en/till.ts";
import { useApproval } from "../approvals/use-approval.tsx";
import { ringUpLines } from "./cart.ts";
import type { Cart } from "./cart.ts";

/** A cart as the person who approves it sees it; `beyond` says why it needs an approval, null if it needs none. */
interface CartToApprove {
  readonly beyond: string | null;
  readonly cart: Cart;
  readonly totalMinor: Minor;
  readonly locationId: LocationId;
}

/** An approval with the cart that it is for. */
interface GivenApproval {
  readonly id: ApprovalId;
  readonly subject: string;
  /** When it is asked for again, by the clock of this device. */
  readonly until: number;
}

interface Answers {
  /** Why it is asked, or why nobody can be asked now. */
  readonly onWhy: (sentence: string | null) => void;
  readonly onApproved: () => void;
}

export interface CartApproval {
  /** Whether the cart needs no approval, or has one. */
  readonly covers: (now: CartToApprove) => boolean;
  /** Someone else approves the cart before its payment is taken. */
  readonly ask: (now: CartToApprove, answers: Answers) => Promise<void>;
  /** The approval to send with the cart, which is sold now; null if it needs none. */
  readonly spend: (now: CartToApprove) => ApprovalId | null;
  /** The sheet that asks, while it is open. */
  readonly sheet: ReactNode;
}

/** The server has to receive the sale before the approval expires. */
const MARGIN_MS = 30_000;

export function useCartApproval(): CartApproval {
  const { ask, sheet } = useApproval();
  const given = useRef<GivenApproval | null>(null);
  return {
    sheet,
    covers: (now) => {
      if (now.beyond === null) return true;
      const { current } = given;
      if (current === null || Date.now() >= current.until) return false;
      return current.subject === JSON.stringify(subjectOf(now));
    },
    ask: async (now, { onWhy, onApproved }) => {
      if (connectionStore.get() === "away") return onWhy(tillTexts.approvalAway);
      onWhy(now.beyond);
      const until = Date.now() + APPROVAL_MS - MARGIN_MS;
      const input = { key: newId(), tenders: [], ...subjectOf(now) };
      const id = await ask({ action: "sales.ringUp", input });
      if (id === null) return undefined;
      onWhy(null);
      given.current = { id, subject: JSON.stringify(subjectOf(now)), until };
      return onApproved();
    },
    spend: ({ beyond }) => {
      const id = beyond === null ? null : (given.current?.id ?? null);
      given.current = null;
      return id;
    },
  };
}

function subjectOf({ cart, totalMinor, locationId }: CartToApprove) {
  return {
    locationId,
    lines: ringUpLines(cart),
    discount: cart.discount,
    expectedTotalMinor: MinorNonNegative.parse(totalMinor),
  };
}
