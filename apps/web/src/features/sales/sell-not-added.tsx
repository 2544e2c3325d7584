import { useState } from "react";
import type { RefObject } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { paths } from "../../app/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { sellTexts as texts } from "../../texts/en/sell.ts";
import { SellAttach } from "./sell-attach.tsx";
import classes from "./sell-finder.module.css";
import type { NotAdded } from "./use-adding.ts";

interface SellNotAddedProps {
  readonly notAdded: NotAdded | null;
  readonly onForget: () => void;
  /** A product was found for the code after all. */
  readonly onAdd: (row: CatalogueRow) => void;
  readonly box: RefObject<HTMLInputElement | null>;
}

/** What was not put into the cart, why, and the ways on from there. */
export function SellNotAdded({ notAdded, onForget, onAdd, box }: SellNotAddedProps) {
  return (
    <div role="alert">
      {notAdded === null ? null : (
        <div className={classes.notAdded}>
          <Reason notAdded={notAdded} onAdd={onAdd} />
          {notAdded.kind === "sentence" ? null : (
            <Button
              onClick={() => {
                onForget();
                box.current?.focus();
              }}
            >
              {texts.ignore}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

interface ReasonProps {
  readonly notAdded: NotAdded;
  readonly onAdd: (row: CatalogueRow) => void;
}

function Reason({ notAdded, onAdd }: ReasonProps) {
  if (notAdded.kind === "sentence") return <p>{notAdded.sentence}</p>;
  if (notAdded.kind === "unknown")
    return <Unknown key={notAdded.code} code={notAdded.code} onAdd={onAdd} />;
  const { id, name } = notAdded.row;
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
