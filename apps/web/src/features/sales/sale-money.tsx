import type { ReactNode } from "react";
import { shownPayments } from "@daybook/contract/shown-payments";
import type { Sale } from "@daybook/contract/sales";
import { Section } from "../../components/page.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { salesTexts as texts } from "../../texts/en/sales.ts";
import classes from "./sale-page.module.css";

/** The totals of a receipt, from the goods to the change, in the order of calculation. */
export function SaleMoney({ sale }: { readonly sale: Sale }) {
  const formats = useFormats();
  const { money, percent } = formats;
  const paymentName = ({ name, correction }: Sale["payments"][number]) =>
    (correction !== null ? texts.corrected : sale.kind === "sale" ? texts.paid : texts.refunded)(
      name,
    );
  return (
    <Section title={texts.moneyTitle}>
      <dl className={classes.money}>
        <Amount name={texts.goods} text={money(sale.goodsMinor)} />
        {sale.discountMinor === 0 ? null : (
          <Amount name={texts.discount} text={money(-sale.discountMinor)} />
        )}
        {sale.roundingMinor === 0 ? null : (
          <Amount name={texts.rounding} text={money(sale.roundingMinor)} />
        )}
        <Amount name={texts.total} text={money(sale.totalMinor)} total />
        <Amount name={texts.net} text={money(sale.netMinor)} />
        {sale.taxes.map((tax) => (
          <Amount
            key={`${tax.taxRateId} ${tax.ppm}`}
            name={texts.tax(tax.name, percent(tax.ppm))}
            under={texts.onNet(money(tax.baseMinor))}
            text={money(tax.taxMinor)}
          />
        ))}
        {shownPayments(sale).map(({ payment, shownMinor }) => (
          <Amount
            key={payment.id}
            name={paymentName(payment)}
            under={payment.reference}
            text={money(shownMinor)}
          />
        ))}
        {sale.kind === "void" || sale.changeMinor === 0 ? null : (
          <Amount name={texts.change} text={money(sale.changeMinor)} />
        )}
      </dl>
    </Section>
  );
}

interface AmountProps {
  readonly name: ReactNode;
  readonly under?: string;
  readonly text: string;
  readonly total?: boolean;
}

function Amount({ name, under = "", text, total = false }: AmountProps) {
  return (
    <div className={total ? `${classes.row} ${classes.total}` : classes.row}>
      <dt>
        {name} {under === "" ? null : <span className={classes.under}>{under}</span>}
      </dt>
      <dd className="num">{text}</dd>
    </div>
  );
}
