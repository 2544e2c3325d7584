import type { RefObject } from "react";
import { paths } from "../../app/paths.ts";
import { Button, LinkButton } from "../../components/button.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { sellTexts as texts } from "../../texts/en/sell.ts";
import classes from "./sell-finder.module.css";
import type { NotAdded } from "./use-adding.ts";

interface SellNotAddedProps {
  readonly notAdded: NotAdded | null;
  readonly onForget: () => void;
  readonly box: RefObject<HTMLInputElement | null>;
}

/** What was not put into the cart, why, and the ways on from there. */
export function SellNotAdded({ notAdded, onForget, box }: SellNotAddedProps) {
  return (
    <div role="alert">
      {notAdded === null ? null : (
        <div className={classes.notAdded}>
          <Reason notAdded={notAdded} />
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

function Reason({ notAdded }: { readonly notAdded: NotAdded }) {
  const mayAdd = useAllowed("products.write");
  if (notAdded.kind === "sentence") return <p>{notAdded.sentence}</p>;
  if (notAdded.kind === "offSale") {
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
  const { code } = notAdded;
  return (
    <>
      <p className={classes.unknownCode}>{texts.unknown(code)}</p>
      {mayAdd ? (
        <>
          <p className="muted">{texts.unknownLead}</p>
          <LinkButton to={paths.products} search={{ sheet: "new", barcode: code }} kind="primary">
            {texts.addNew}
          </LinkButton>
          <LinkButton to={paths.scan} search={{ code }}>
            {texts.attach}
          </LinkButton>
        </>
      ) : null}
    </>
  );
}
