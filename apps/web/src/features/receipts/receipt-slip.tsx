import { shownPayments } from "@daybook/contract/sales";
import type { FiscalSignature } from "@daybook/contract/fiscal";
import type { Sale } from "@daybook/contract/sales";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { receiptTexts as texts } from "../../texts/en/receipts.ts";
import type { Bars } from "./receipt-bars.ts";
import classes from "./receipt-slip.module.css";
import { Lines, ShopHead, SlipRow } from "./slip-parts.tsx";

/** The data of a printed receipt. */
export interface SlipSale extends Pick<Sale, "kind" | "status" | "shop" | "till" | "signature"> {
  /** Null before the sale is saved: the number follows. */
  readonly receiptNumber: string | null;
  readonly occurredAt: string;
  readonly soldBy: { readonly name: string };
  readonly customer: { readonly name: string } | null;
  readonly origin: { readonly receiptNumber: string } | null;
  /** Of the sale of an exchange: its return. */
  readonly exchange: { readonly receiptNumber: string } | null;
  readonly totalMinor: number;
  readonly roundingMinor: number;
  readonly changeMinor: number;
  readonly lines: readonly (Figures<
    "lineNo" | "basisMilli" | "quantityMilli" | "unitPriceMinor" | "grossMinor" | "discountMinor"
  > &
    Pick<Sale["lines"][number], "name" | "unit">)[];
  readonly payments: readonly (Figures<"amountMinor" | "tenderedMinor"> &
    Pick<Sale["payments"][number], "name" | "correction"> & { readonly id: string })[];
  readonly taxes: readonly (Figures<"ppm" | "baseMinor" | "taxMinor"> & {
    readonly taxRateId: string;
    readonly name: string;
  })[];
}

type Figures<Names extends string> = { readonly [Name in Names]: number };

interface ReceiptSlipProps {
  readonly sale: SlipSale;
  /** Null if the number cannot be encoded as a barcode: then it is printed as text only. */
  readonly bars: Bars | null;
  /** Marked as a copy, so goods cannot be returned twice with two prints. */
  readonly copy: boolean;
}

/** The printed receipt: shop, lines, totals, taxes and payments. */
export function ReceiptSlip({ sale, bars, copy }: ReceiptSlipProps) {
  const { me, formats } = useShop();
  const { money, fullMoment, percent } = formats;
  const isSale = sale.kind === "sale";
  return (
    <article className={classes.slip}>
      <header className={classes.head}>
        <ShopHead shop={sale.shop} />
        {me.sampleShop ? <strong>{texts.sample}</strong> : null}
        {sale.kind === "sale" ? null : <strong>{texts.kinds[sale.kind]}</strong>}
        {copy ? <strong>{texts.copy}</strong> : null}
        {sale.receiptNumber === null ? <strong>{texts.provisional}</strong> : null}
        {sale.status === "voided" ? <strong>{texts.voided}</strong> : null}
        <span>{fullMoment(sale.occurredAt)}</span>
        {sale.receiptNumber === null ? null : (
          <span>
            {texts.number} {sale.receiptNumber}
          </span>
        )}
        {sale.till === null ? null : <span>{texts.till(sale.till)}</span>}
        <span>{texts.servedBy(sale.soldBy.name)}</span>
        {sale.customer === null ? null : <span>{texts.customer(sale.customer.name)}</span>}
        {sale.exchange === null || sale.kind !== "sale" ? null : (
          <span>{texts.exchangedFor(sale.exchange.receiptNumber)}</span>
        )}
        {sale.origin === null || sale.kind === "sale" ? null : (
          <span>{texts.origins[sale.kind](sale.origin.receiptNumber)}</span>
        )}
      </header>
      <ul className={classes.lines}>
        {sale.lines.map((line) => (
          <li key={line.lineNo}>
            <bdi className={classes.name}>{line.name}</bdi>
            <SlipRow
              name={texts.quantity(
                quantityWithUnit(line.quantityMilli, line.unit, formats),
                line.basisMilli === 1000 && line.unit === "each"
                  ? money(line.unitPriceMinor)
                  : texts.perBasis(
                      money(line.unitPriceMinor),
                      quantityWithUnit(line.basisMilli, line.unit, formats),
                    ),
              )}
              text={money(line.grossMinor)}
            />
            {line.discountMinor === 0 ? null : (
              <SlipRow name={texts.discount} text={money(-line.discountMinor)} />
            )}
          </li>
        ))}
      </ul>
      {sale.roundingMinor === 0 ? null : (
        <SlipRow name={texts.rounding} text={money(sale.roundingMinor)} />
      )}
      <div className={classes.total}>
        <SlipRow name={isSale ? texts.total : texts.paidBack} text={money(sale.totalMinor)} />
      </div>
      <div className={classes.part}>
        {shownPayments(sale).map(({ payment, shownMinor }) => (
          <SlipRow
            key={payment.id}
            name={payment.correction === null ? payment.name : texts.corrected(payment.name)}
            text={money(shownMinor)}
          />
        ))}
        {sale.kind === "void" || sale.changeMinor === 0 ? null : (
          <SlipRow name={texts.change} text={money(sale.changeMinor)} />
        )}
      </div>
      {sale.taxes.length === 0 ? null : (
        <div className={classes.part}>
          {sale.taxes.map((tax) => (
            <SlipRow
              key={tax.taxRateId}
              name={texts.tax(tax.name, percent(tax.ppm), money(tax.baseMinor))}
              text={money(tax.taxMinor)}
            />
          ))}
        </div>
      )}
      {sale.signature === null ? null : <SignatureLines signature={sale.signature} />}
      <footer className={classes.foot}>
        {bars === null ? null : <BarsDrawing bars={bars} />}
        <span>{sale.receiptNumber ?? texts.numberFollows}</span>
        <Lines text={sale.shop.receiptFooter === "" ? texts.thanks : sale.shop.receiptFooter} />
      </footer>
    </article>
  );
}

/** What the signing device says about the document; a missing signature is named, because it follows later. */
function SignatureLines({ signature }: { readonly signature: FiscalSignature }) {
  return (
    <div className={classes.part}>
      {signature.state === "unsigned" ? (
        <span>{texts.unsigned}</span>
      ) : (
        <>
          <SlipRow name={texts.signer} text={signature.signer} />
          <SlipRow name={texts.transaction} text={signature.transaction} />
          <SlipRow name={texts.signatureCounter} text={String(signature.counter)} />
          <span className={classes.text}>{signature.value}</span>
        </>
      )}
    </div>
  );
}

/** The quiet zone of ten modules on both sides, which scanners need. */
const QUIET = 10;
const HEIGHT = 30;

function BarsDrawing({ bars: { width, bars } }: { readonly bars: Bars }) {
  const path = bars.map(({ x, modules }) => `M${x} 0h${modules}v${HEIGHT}h${-modules}z`).join("");
  return (
    <svg
      className={classes.bars}
      viewBox={`${-QUIET} 0 ${width + 2 * QUIET} ${HEIGHT}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
