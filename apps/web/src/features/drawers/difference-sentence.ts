/** The likely causes of a difference in words. */
import { INTO_DRAWER } from "@daybook/contract/drawers";
import type { CashCount, DifferenceCause } from "@daybook/contract/drawers";
import type { Formats } from "../../lib/format.ts";
import { closeDrawerTexts as texts } from "../../texts/en/close-drawer.ts";

/** A likely cause of the differences of a count, as one sentence. */
export function causeSentence(
  cause: DifferenceCause,
  { lines }: Pick<CashCount, "lines">,
  { money }: Pick<Formats, "money">,
): string {
  switch (cause.kind) {
    case "wrong_tender": {
      const to = lines.find(({ tender }) => tender === cause.to);
      const write =
        to?.differenceMinor === cause.amountMinor ? texts.wrongTender : texts.wrongTenderPart;
      return write({
        receipt: cause.receiptNumber,
        amount: money(cause.amountMinor),
        from: lines.find(({ tender }) => tender === cause.from)?.name ?? cause.from,
        to: to?.name ?? cause.to,
      });
    }
    case "not_paid_out":
      return texts.notPaidOut(cause.receiptNumber, cause.document, money(cause.amountMinor));
    case "float": {
      const write = cause.overnightMinor > 0 ? texts.floatOver : texts.floatShort;
      return write(money(Math.abs(cause.overnightMinor)));
    }
    case "entry": {
      const write = INTO_DRAWER[cause.entry] > 0 ? texts.entryIn : texts.entryOut;
      return write(cause.entry, cause.category, money(cause.amountMinor));
    }
  }
}
