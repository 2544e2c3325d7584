import { useState } from "react";
import { MinorNonNegative } from "@daybook/contract/money";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/fields.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useTenders } from "../../lib/use-tenders.ts";
import { trpc } from "../../lib/trpc.ts";
import { useRepeatKey } from "../../lib/use-repeat-key.ts";
import { paidSaleTexts as texts } from "../../texts/en/till-paid-sale.ts";
import { priceOfCart } from "./cart-price.ts";
import classes from "./paid-sale-sheet.module.css";
import { cartOfWhatIsHere, paidMinor, reasonsOf, shortLines, soldInstead } from "./refused-sale.ts";
import type { RefusedSale } from "./refused-sale.ts";
import { TakeFrom } from "./take-from.tsx";
import type { Till } from "./use-till.ts";

interface PaidSaleSheetProps {
  readonly till: Till;
  readonly sale: RefusedSale;
  readonly onClose: () => void;
}

/** A paid sale that was refused: the reason, and all possible actions. */
export function PaidSaleSheet({ till, sale, onClose }: PaidSaleSheetProps) {
  const { formats, store } = till;
  const reasons = reasonsOf(sale);
  const total = formats.money(paidMinor(sale));
  const again = () => {
    store.resend(sale);
    onClose();
  };
  return (
    <SideSheet title={texts.title(total)} closeLabel={texts.close} onClose={onClose}>
      <div className={classes.sheet}>
        <p>{texts.lead}</p>
        <ul className={classes.reasons}>
          {(reasons.length === 0 ? [texts.reasonUnknown] : reasons).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <ul className={classes.lines}>
          {sale.cart.lines.map(({ lineId, product, quantityMilli }) => (
            <li key={lineId}>
              <span className="num">{quantityWithUnit(quantityMilli, product.unit, formats)}</span>{" "}
              {product.name}
            </li>
          ))}
        </ul>
        <Elsewhere till={till} sale={sale} onTransferred={again} />
        <section aria-label={texts.again} className={classes.way}>
          <p>{texts.againLead}</p>
          <Button onClick={again}>{texts.again}</Button>
        </section>
        <WithReason till={till} sale={sale} onClose={onClose} />
      </div>
    </SideSheet>
  );
}

interface ElsewhereProps extends Omit<PaidSaleSheetProps, "onClose"> {
  readonly onTransferred: () => void;
}

/** The missing goods are in another location: they are transferred first, so the ledger is correct. */
function Elsewhere({ till, sale, onTransferred }: ElsewhereProps) {
  return shortLines(sale).map(({ line, missingMilli }) => (
    <TakeFrom
      key={line.lineId}
      till={till}
      toId={sale.input.locationId}
      productId={line.product.id}
      missingMilli={missingMilli}
      onTransferred={onTransferred}
    />
  ));
}

/** Actions that may have to be justified later. */
function WithReason({ till, sale, onClose }: PaidSaleSheetProps) {
  const { formats, store, rules } = till;
  const { tenders: methods } = useTenders();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  // A double click records it once; with another reason it is another request.
  const { keyOf } = useRepeatKey();
  const cancelling = trpc.sales.cancelUnbooked.useMutation();
  const here = cartOfWhatIsHere(sale);
  const priced = here === null || rules === null ? null : priceOfCart(here, rules);
  const paid = paidMinor(sale);
  const total = formats.money(paid);
  const instead =
    here === null || priced === null
      ? null
      : soldInstead(sale, { cart: here, totalMinor: priced.totalMinor, methods, rule: till.cash });

  const sellHere = () => {
    if (reason.trim() === "") return setError(texts.reasonFirst);
    if (instead === null) return;
    store.resend({
      ...instead,
      input: { ...instead.input, note: texts.note(total, reason.trim()) },
    });
    showToast({ text: texts.giveBack(formats.money(paid - paidMinor(instead))) });
    onClose();
  };
  const resolveRefused = async (then: "forget" | "reopen") => {
    const why = then === "reopen" && reason.trim() === "" ? texts.reopened : reason.trim();
    if (why === "") return setError(texts.reasonFirst);
    try {
      const input = {
        saleKey: sale.input.key,
        locationId: sale.input.locationId,
        totalMinor: MinorNonNegative.parse(paid),
        refusal: reasonsOf(sale).join(" ").slice(0, 2000),
        reason: why,
      };
      await cancelling.mutateAsync({ key: keyOf(input), ...input });
    } catch (failure) {
      return setError(describeError(failure, formats));
    }
    store.resolveRefused(sale.input.key, then);
    showToast({ text: texts.givenBack(total) });
    onClose();
    return undefined;
  };
  return (
    <section aria-label={texts.withReason} className={classes.way}>
      <TextField
        field={{
          path: "reason",
          value: reason,
          change: (typed) => {
            setReason(typed);
            setError(null);
          },
          error,
        }}
        label={texts.reason}
      />
      {instead === null ? null : (
        <>
          <p>
            {texts.sellHereLead(
              formats.money(paidMinor(instead)),
              formats.money(paid - paidMinor(instead)),
            )}
          </p>
          <Button onClick={sellHere}>{texts.sellHere}</Button>
        </>
      )}
      <p>{texts.giveBackLead(total)}</p>
      <div className={classes.buttons}>
        <Button pending={cancelling.isPending} onClick={() => void resolveRefused("forget")}>
          {texts.cancelSale}
        </Button>
        <Button pending={cancelling.isPending} onClick={() => void resolveRefused("reopen")}>
          {texts.reopen}
        </Button>
      </div>
    </section>
  );
}
