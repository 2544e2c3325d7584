import type { ReportedShop } from "@daybook/contract/shop-identity";
import { receiptTexts as texts } from "../../texts/en/receipts.ts";
import classes from "./slip-parts.module.css";

/** The shop as the document shows it: name, legal name, address, numbers and the shop's own text. */
export function ShopHead({ shop }: { readonly shop: ReportedShop }) {
  return (
    <>
      <strong className={classes.shop}>{shop.name}</strong>
      <Lines text={shop.legalName} />
      <Lines text={shop.address} />
      {shop.taxNumber === "" ? null : <span>{texts.taxNumber(shop.taxNumber)}</span>}
      <Lines text={shop.registerEntry} />
      <Lines text={shop.receiptHeader} />
    </>
  );
}

/** A text of the shop, with its lines; nothing if it is empty. */
function Lines({ text }: { readonly text: string }) {
  return text === "" ? null : <span className={classes.text}>{text}</span>;
}

/** A name and its figure in one line of a slip. */
export function SlipRow({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <span className={classes.row}>
      <span>{name}</span>
      <span className="num">{text}</span>
    </span>
  );
}
