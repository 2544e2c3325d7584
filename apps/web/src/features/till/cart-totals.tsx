import { roundToCash } from "@daybook/contract/cash-rounding";
import { minor } from "@daybook/contract/money";
import { discountableOf } from "@daybook/contract/pricing";
import { taxOf } from "./cart-price.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";
import classes from "./cart-totals.module.css";
import type { Till } from "./use-till.ts";

/** More characters than fit the column in the usual size. */
const LONG = 14;

/** The total, with the included or added tax, and what it is in cash if the shop rounds cash. */
export function CartTotals({ till }: { readonly till: Till }) {
  const { priced, rules, cash, formats, backMinor } = till;
  if (priced === null || rules === null)
    return (
      <output className={classes.waiting}>{rules === null ? texts.pricing : texts.tooLarge}</output>
    );
  const dueMinor = minor(Math.abs(priced.totalMinor - backMinor));
  const isPaidOut = backMinor > priced.totalMinor;
  const total = formats.money(dueMinor);
  const depositMinor = priced.goodsMinor - discountableOf(priced);
  const rows = [
    ...(depositMinor === 0
      ? []
      : [{ key: "deposits", name: texts.deposits, text: formats.money(depositMinor) }]),
    ...(backMinor === 0
      ? []
      : [{ key: "empties", name: texts.empties, text: formats.money(-backMinor) }]),
    ...(priced.discountMinor === 0
      ? []
      : [
          { key: "goods", name: texts.goods, text: formats.money(priced.goodsMinor) },
          { key: "discount", name: texts.discountLine, text: formats.money(-priced.discountMinor) },
        ]),
    ...taxOf(priced, rules).map(({ taxRateId, name, ppm, taxMinor }) => ({
      key: taxRateId,
      name: (rules.pricesIncludeTax ? texts.taxWithin : texts.taxOnTop)(name, formats.percent(ppm)),
      text: formats.money(taxMinor),
    })),
  ];
  return (
    <dl className={classes.totals}>
      {rows.map(({ key, name, text }) => (
        <div key={key} className={classes.small}>
          <dt>{name}</dt>
          <dd className="num">{text}</dd>
        </div>
      ))}
      <div className={classes.total}>
        <dt>{isPaidOut ? texts.payOut : texts.total}</dt>
        {/* A new key restarts the highlight. */}
        <dd
          key={dueMinor}
          data-long={total.length > LONG}
          className={dueMinor === 0 ? "num" : "num tinted"}
        >
          {total}
        </dd>
      </div>
      {cash.cashRounding === "off" ? null : (
        <div className={classes.inCash}>
          <dt>{texts.inCash}</dt>
          <dd className="num">{formats.money(roundToCash(dueMinor, cash))}</dd>
        </div>
      )}
    </dl>
  );
}
