import { useState } from "react";
import type { LocationId, ProductId } from "@daybook/contract/ids";
import { Button } from "../../components/button.tsx";
import { movementTexts as texts } from "../../texts/en/stock-movements.ts";
import { StockExplanation } from "./stock-explanation.tsx";
import classes from "./stock-explanation.module.css";

interface LedgerCheckProps {
  readonly productId: ProductId;
  readonly locationId: LocationId | undefined;
}

/** Adds up the entries again and compares them with the level. */
export function LedgerCheck({ productId, locationId }: LedgerCheckProps) {
  const [requested, setRequested] = useState(false);
  if (!requested)
    return (
      <div className={classes.check}>
        <Button icon="check" onClick={() => setRequested(true)}>
          {texts.check}
        </Button>
      </div>
    );
  return <StockExplanation productId={productId} locationId={locationId} inside="included" />;
}
