import { Link } from "@tanstack/react-router";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { Figure, Figures } from "../../components/figures.tsx";
import { Section } from "../../components/page.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { scanTexts as texts } from "../../texts/en/stock-scan.ts";
import { WhyNumber } from "./why-number.tsx";
import classes from "./scanned-product.module.css";

/** The scanned product in large type, with its actions. */
export function ScannedProduct({ product }: { readonly product: CatalogueRow }) {
  const formats = useFormats();
  const { id, name, sku, priceMinor, onHandMilli, unit, kind, active } = product;
  const stocked = kind === "stock";
  return (
    <article aria-label={name} className={classes.scanned}>
      <h2 className={classes.name}>
        <Link to={paths.product} params={{ id }}>
          {name}
        </Link>
      </h2>
      <p className="muted code">{sku}</p>
      {active ? null : <p className="negative">{texts.deactivated}</p>}
      <Figures label={name}>
        <Figure label={texts.price} text={formats.money(priceMinor)} />
        {stocked ? (
          <Figure label={texts.onHand} text={quantityWithUnit(onHandMilli, unit, formats)} />
        ) : null}
      </Figures>
      <Actions product={product} />
      {stocked ? (
        <Section title={texts.stock}>
          <StockByPlace product={product} />
        </Section>
      ) : (
        <p className="muted">{texts.noStock}</p>
      )}
    </article>
  );
}

function Actions({ product }: { readonly product: CatalogueRow }) {
  const { id, kind, active } = product;
  const maySell = useAllowed("sales.ringUp") && active;
  const mayReceive = useAllowed("movements.receive") && active && kind === "stock";
  const mayMove = useAllowed("movements.transfer") && kind === "stock";
  const mayAdjust = useAllowed("movements.adjust") && kind === "stock";
  return (
    <nav aria-label={texts.what} className={classes.actions}>
      {maySell ? (
        <LinkButton to={paths.sell} search={{ product: id }} kind="primary" icon="sell">
          {texts.sell}
        </LinkButton>
      ) : null}
      {mayReceive ? (
        <LinkButton to={paths.receive} search={{ product: id }} icon="receive">
          {texts.receive}
        </LinkButton>
      ) : null}
      {mayMove ? (
        <LinkButton to={paths.move} search={{ product: id }} icon="move">
          {texts.move}
        </LinkButton>
      ) : null}
      {mayAdjust ? (
        <LinkButton to={paths.adjust} search={{ product: id }} icon="adjust">
          {texts.adjust}
        </LinkButton>
      ) : null}
      <LinkButton to={paths.product} params={{ id }} icon="products">
        {texts.open}
      </LinkButton>
    </nav>
  );
}

function StockByPlace({ product }: { readonly product: CatalogueRow }) {
  const formats = useFormats();
  const locations = trpc.locations.list.useQuery({ active: "all" });
  const there = product.stock.filter(({ onHandMilli }) => onHandMilli !== 0);
  if (there.length === 0) return <p className="muted">{texts.none}</p>;
  const nameOf = (id: string) =>
    locations.data?.items.find((location) => location.id === id)?.path.join(" / ") ?? "…";
  return (
    <dl className={classes.places}>
      {there.map(({ locationId, onHandMilli }) => (
        <div key={locationId} className={classes.place}>
          <dt>{nameOf(locationId)}</dt>
          <dd>
            <WhyNumber
              productId={product.id}
              locationId={locationId}
              text={quantityWithUnit(onHandMilli, product.unit, formats)}
              negative={onHandMilli < 0}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
