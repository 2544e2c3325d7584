import type { LocationId, ProductId } from "@daybook/contract/ids";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { HiddenText } from "../../components/hidden-text.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { scanTexts as texts } from "../../texts/en/scan.ts";
import classes from "./scanned-product.module.css";

interface StockLinksProps {
  readonly productId: ProductId;
  /** The place the stock lies at; left out, it is chosen there. */
  readonly location?: { readonly id: LocationId; readonly name: string };
  /** Only what is on sale can be received. */
  readonly active: boolean;
}

/** What changes a stock figure, beside the figure: it is never typed over. */
export function StockLinks({ productId, location, active }: StockLinksProps) {
  const mayReceive = useAllowed("movements.receive") && active;
  const mayMove = useAllowed("movements.transfer");
  const mayAdjust = useAllowed("movements.adjust");
  const at = location === undefined ? null : <HiddenText>{location.name}</HiddenText>;
  const where = location?.id;
  return (
    <span className={classes.links}>
      {mayReceive ? (
        <LinkButton to={paths.receive} search={{ product: productId, location: where }}>
          {texts.receive} {at}
        </LinkButton>
      ) : null}
      {mayMove ? (
        <LinkButton to={paths.move} search={{ product: productId, from: where }}>
          {texts.move} {at}
        </LinkButton>
      ) : null}
      {mayAdjust ? (
        <LinkButton to={paths.adjust} search={{ product: productId, location: where }}>
          {texts.adjust} {at}
        </LinkButton>
      ) : null}
    </span>
  );
}
