import { useState } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { newId } from "@daybook/contract/uuid";
import { useCatalogueSearch } from "../catalogue/catalogue.ts";
import { ComboBox } from "../../components/combo-box.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { takeFocus } from "../../lib/take-focus.ts";
import { trpc } from "../../lib/trpc.ts";
import { tillTexts } from "../../texts/en/till.ts";
import { notAddedTexts as texts } from "../../texts/en/till-not-added.ts";

const SHOWN = 6;

interface AttachCodeProps {
  readonly code: string;
  /** The product that now has the code. */
  readonly onAttached: (row: CatalogueRow) => void;
}

/** Assigns an unknown code to a product, without leaving the cart. */
export function AttachCode({ code, onAttached }: AttachCodeProps) {
  const [text, setText] = useState("");
  const [error, setError] = useState<string | null>(null);
  const { answer } = useCatalogueSearch({ text, limit: SHOWN });
  const { client } = trpc.useUtils();
  const rows = text.trim() === "" ? [] : (answer?.rows ?? []);
  const attach = async (row: CatalogueRow) => {
    try {
      const { id, version, barcodes } = await client.products.get.query({ id: row.id });
      const codes = [...barcodes.map(({ shown }) => shown), code];
      await client.products.update.mutate({ key: newId(), id, version, barcodes: codes });
    } catch (reason) {
      setError(describeError(reason));
      return;
    }
    showToast({ text: texts.attached(code, row.name) });
    onAttached(row);
  };
  return (
    <ComboBox
      ref={takeFocus}
      label={texts.attachTo}
      error={error}
      text={text}
      onText={(typed) => {
        setText(typed);
        setError(null);
      }}
      options={rows.map((row) => ({
        id: row.id,
        content: (
          <>
            <bdi>{row.name}</bdi> <span className="muted code">{row.sku}</span>
          </>
        ),
      }))}
      onPick={(id) => {
        const row = rows.find((one) => one.id === id);
        if (row !== undefined) void attach(row);
      }}
      nothing={tillTexts.nothing(text)}
      found={tillTexts.found}
    />
  );
}
