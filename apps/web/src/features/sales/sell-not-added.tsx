import { useState } from "react";
import type { RefObject } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { paths } from "../../app/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { sellTexts as texts } from "../../texts/en/sell.ts";
import { SellAttach } from "./sell-attach.tsx";
import classes from "./sell-finder.module.css";
import type { Adding, Unanswered } from "./use-adding.ts";

interface SellNotAddedProps {
  readonly adding: Pick<Adding, "waiting" | "answer" | "sentence">;
  /** A product was found for the code after all. */
  readonly onAdd: (row: CatalogueRow) => void;
  readonly box: RefObject<HTMLInputElement | null>;
}

/** What was not put into the cart, why, and the ways on from there; the oldest first, each until it is answered. */
export function SellNotAdded({ adding, onAdd, box }: SellNotAddedProps) {
  const { waiting, answer, sentence } = adding;
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
            onAdd={(row) => {
              answer(one.id);
              onAdd(row);
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

interface ReasonProps {
  readonly unanswered: Unanswered;
  readonly onAdd: (row: CatalogueRow) => void;
}

function Reason({ unanswered, onAdd }: ReasonProps) {
  if (unanswered.kind === "unknown") return <Unknown code={unanswered.code} onAdd={onAdd} />;
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

interface UnknownProps extends Pick<ReasonProps, "onAdd"> {
  readonly code: string;
}

function Unknown({ code, onAdd }: UnknownProps) {
  const mayAdd = useAllowed("products.write");
  const [attaching, setAttaching] = useState(false);
  if (!mayAdd)
    return (
      <>
        <p className={classes.unknownCode}>{texts.unknown(code)}</p>
        <p>{texts.mayNotAdd}</p>
      </>
    );
  return (
    <>
      <p className={classes.unknownCode}>{texts.unknown(code)}</p>
      <p>{texts.unknownLead}</p>
      {attaching ? (
        <div className={classes.attach}>
          <SellAttach code={code} onAttached={onAdd} />
        </div>
      ) : null}
      <LinkButton to={paths.products} search={{ sheet: "new", barcode: code }} kind="primary">
        {texts.addNew}
      </LinkButton>
      {attaching ? null : <Button onClick={() => setAttaching(true)}>{texts.attach}</Button>}
    </>
  );
}
