import { useState } from "react";
import { plainText } from "@daybook/contract/fold";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { TextField } from "../../components/fields.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useOwnPrinter } from "../../lib/use-own-printer.ts";
import { useTillJournal } from "../../lib/use-till-journal.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { tillDrawerTexts as texts } from "../../texts/en/till-drawer.ts";
import classes from "./till-no-sale-sheet.module.css";

/** The drawer is opened without a sale: one tap on the reason records it, also while the server is away. */
export function NoSaleSheet({ onClose }: { readonly onClose: () => void }) {
  const journal = useTillJournal();
  const printer = useOwnPrinter();
  const openDrawer = trpc.printers.openDrawer.useMutation();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const record = (detail: string) => {
    const key = newId();
    const noSale = () => journal.record({ kind: "no_sale", detail }, key);
    // The server records it with the pulse. If no answer arrives, it may have done so: the till records it with the same
    // key. The sheet is closed by then, so a callback of the mutation would not be called.
    if (printer?.opensDrawer === true)
      openDrawer.mutateAsync({ key, reason: detail }).catch(noSale);
    else noSale();
    journal.record({ kind: "drawer_opened", detail: drawerWords.noSale });
    showToast({ text: texts.noSaleDone });
    onClose();
  };
  return (
    <SideSheet title={drawerWords.noSale} closeLabel={texts.close} onClose={onClose}>
      <p className="muted">{texts.noSaleLead}</p>
      <ul className={classes.reasons}>
        {texts.noSaleReasons.map((one) => (
          <li key={one}>
            <Button wide onClick={() => record(one)}>
              {one}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={classes.other}
        onSubmit={(event) => {
          event.preventDefault();
          if (plainText(reason) === "") setError(texts.noSaleFirst);
          else record(reason.trim());
        }}
      >
        <TextField
          field={{
            path: "detail",
            value: reason,
            change: (typed) => {
              setReason(typed);
              setError(null);
            },
            error,
          }}
          label={texts.noSaleOther}
        />
        <Button type="submit">{texts.noSaleRecord}</Button>
      </form>
    </SideSheet>
  );
}
