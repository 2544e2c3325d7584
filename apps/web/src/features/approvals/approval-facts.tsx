import type { Approval, Needed } from "@daybook/contract/approvals";
import { Details } from "../../components/details.tsx";
import type { Formats } from "../../lib/format.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { approvalTexts as texts } from "../../texts/en/approvals.ts";

/** What someone approves. */
export function ApprovalFacts({ approval }: { readonly approval: Approval }) {
  const formats = useFormats();
  const { action, needs, amountMinor, receiptNumber, askedBy } = approval;
  return (
    <Details
      items={[
        [texts.what, texts.actions[action]],
        ...needs.map((need) => [texts.why, reason(need, formats)] as const),
        [texts.amount, formats.money(amountMinor)],
        ...(receiptNumber === null ? [] : [[texts.receipt, receiptNumber] as const]),
        [texts.askedBy, askedBy.name],
      ]}
    />
  );
}

function reason({ need, asked, most }: Needed, formats: Formats): string {
  switch (need) {
    case "discount":
    case "priceChange":
      return texts.beyond[need](formats.percent(asked), formats.percent(most));
    case "refund":
    case "unreceiptedRefund":
    case "drawerDifference":
      return texts.beyond[need](formats.money(asked), formats.money(most));
    default:
      return texts.missing[need];
  }
}
