import { useState } from "react";
import type { LocationId, ProductId } from "@daybook/contract/ids";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { LiveValue } from "../../components/live-value.tsx";
import { Loaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { movementTexts as texts } from "../../texts/en/stock-movements.ts";
import { DocumentLink, SignedQuantity } from "./movement-cells.tsx";
import { StockExplanation } from "./stock-explanation.tsx";
import classes from "./stock-explanation.module.css";

interface WhyNumberProps {
  readonly productId: ProductId;
  /** The location of the figure, without those inside it; the whole shop by default. */
  readonly locationId?: LocationId;
  /** The formatted figure with its unit. */
  readonly text: string;
  readonly negative?: boolean;
}

/** A stock figure that opens its explanation. */
export function WhyNumber({ productId, locationId, text, negative = false }: WhyNumberProps) {
  const [open, setOpen] = useState(false);
  const figure = <LiveValue text={text} negative={negative} />;
  if (!useAllowed("movements.read")) return figure;
  return (
    <>
      <button
        type="button"
        className={classes.why}
        aria-haspopup="dialog"
        aria-label={texts.whyTitle(text)}
        onClick={() => setOpen(true)}
      >
        {figure}
      </button>
      {open ? (
        <SideSheet
          title={texts.whyTitle(text)}
          closeLabel={texts.close}
          onClose={() => setOpen(false)}
        >
          <StockExplanation productId={productId} locationId={locationId} inside="left_out" />
          <LastEntries productId={productId} locationId={locationId} />
          <LinkButton
            to={paths.ledger}
            search={{ product: productId, location: locationId }}
            icon="ledger"
          >
            {texts.showAll}
          </LinkButton>
        </SideSheet>
      ) : null}
    </>
  );
}

const LAST = 5;

function LastEntries({
  productId,
  locationId,
}: {
  readonly productId: ProductId;
  readonly locationId: LocationId | undefined;
}) {
  const formats = useFormats();
  const list = trpc.movements.list.useQuery({
    productId,
    limit: LAST,
    ...(locationId === undefined ? {} : { locationId, inside: "left_out" }),
  });
  return (
    <Loaded query={list} data={list.data?.items} lines={LAST} empty={null}>
      {(movements) => (
        <>
          <h3>{texts.lastEntries}</h3>
          <ul className={classes.list}>
            {movements.map((movement) => (
              <li key={movement.id} className={classes.entry}>
                <span>
                  <DocumentLink movement={movement} />
                  <span className={`muted ${classes.moment}`}>
                    {[formats.moment(movement.occurredAt), movement.user?.name]
                      .filter(Boolean)
                      .join(", ")}
                  </span>
                </span>
                <SignedQuantity
                  movement={movement}
                  places={locationId === undefined ? undefined : [locationId]}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}
