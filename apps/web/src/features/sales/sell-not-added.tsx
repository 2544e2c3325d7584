import { useState } from "react";
import type { RefObject } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { paths } from "../../app/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { latePart } from "../../lib/late-part.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { notAddedTexts as texts } from "../../texts/en/sell-not-added.ts";
import type { CartProduct } from "./cart.ts";
import { SellAttach } from "./sell-attach.tsx";
import classes from "./sell-finder.module.css";
import type { Adding } from "./use-adding.ts";
import type { Unanswered } from "./waiting-scans.ts";

interface SellNotAddedProps {
  readonly adding: Pick<Adding, "waiting" | "answer" | "sentence" | "addNew" | "addFound">;
  readonly placeId: string | undefined;
  readonly box: RefObject<HTMLInputElement | null>;
}

const SellNewProduct = latePart(
  async () => (await import("./sell-new-product.tsx")).SellNewProduct,
);

/** What was not put into the cart, why, and the ways on from there; the oldest first, each until it is answered. */
export function SellNotAdded({ adding, placeId, box }: SellNotAddedProps) {
  const { waiting, answer, sentence, addNew, addFound } = adding;
  return (
    <div role="alert">
      {sentence === null ? null : (
        <div className={classes.notAdded}>
          <p>{sentence}</p>
        </div>
      )}
      {waiting.map((one) => (
        <div key={one.id} className={classes.notAdded}>
          <Reason
            unanswered={one}
            placeId={placeId}
            onMade={(product) => {
              answer(one.id);
              addNew(product, meantOf(one));
              box.current?.focus();
            }}
            onAdd={(row) => {
              answer(one.id);
              addFound(row, meantOf(one));
              box.current?.focus();
            }}
          />
          <Button
            onClick={() => {
              answer(one.id);
              box.current?.focus();
            }}
          >
            {texts.ignore}
          </Button>
        </div>
      ))}
    </div>
  );
}

const meantOf = (one: Unanswered) => (one.kind === "unknown" ? one.quantityMilli : null);

interface ReasonProps {
  readonly unanswered: Unanswered;
  readonly onAdd: (row: CatalogueRow) => void;
  readonly onMade: (product: CartProduct) => void;
  readonly placeId: string | undefined;
}

function Reason({ unanswered, ...rest }: ReasonProps) {
  if (unanswered.kind === "unknown")
    return <Unknown code={unanswered.code} quantityMilli={unanswered.quantityMilli} {...rest} />;
  const { id, name } = unanswered.row;
  return (
    <>
      <p>{texts.deactivated(name)}</p>
      <LinkButton to={paths.product} params={{ id }}>
        {texts.openProduct}
      </LinkButton>
    </>
  );
}

interface UnknownProps extends Pick<ReasonProps, "onAdd" | "onMade" | "placeId"> {
  readonly code: string;
  readonly quantityMilli: number | null;
}

function Unknown({ code, quantityMilli, onAdd, onMade, placeId }: UnknownProps) {
  const { quantity } = useFormats();
  const shown = quantityMilli === null ? code : texts.times(quantity(quantityMilli), code);
  const mayAdd = useAllowed("products.write");
  const [way, setWay] = useState<"new" | "attach" | null>(null);
  if (!mayAdd)
    return (
      <>
        <p className={classes.unknownCode}>{texts.unknown(shown)}</p>
        <p>{texts.mayNotAdd}</p>
      </>
    );
  return (
    <>
      <p className={classes.unknownCode}>{texts.unknown(shown)}</p>
      <p>{texts.unknownLead}</p>
      {way === "attach" ? (
        <div className={classes.attach}>
          <SellAttach code={code} onAttached={onAdd} />
        </div>
      ) : null}
      {way === "new" ? (
        <SellNewProduct code={code} placeId={placeId} onMade={onMade} />
      ) : (
        <Button kind="primary" onClick={() => setWay("new")}>
          {texts.addNew}
        </Button>
      )}
      {way === "attach" ? null : <Button onClick={() => setWay("attach")}>{texts.attach}</Button>}
    </>
  );
}
