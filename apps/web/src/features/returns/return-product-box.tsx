import { useState } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { useCatalogueSearch } from "../catalogue/catalogue.ts";
import { ProductOption } from "../catalogue/product-option.tsx";
import { useFindByCode } from "../catalogue/code-question.tsx";
import { ComboBox } from "../../components/combo-box.tsx";
import { useScans } from "../../lib/scanner/use-scans.tsx";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import classes from "./return-sheet.module.css";

const SHOWN = 8;

interface ReturnProductBoxProps {
  readonly label?: string;
  readonly onPick: (product: CatalogueRow) => void;
}

/** Finds a product by scanning, wherever the cursor is, or by typing. */
export function ReturnProductBox({ label = texts.addProduct, onPick }: ReturnProductBoxProps) {
  const findByCode = useFindByCode();
  const [text, setText] = useState("");
  const [unknown, setUnknown] = useState<string | null>(null);
  const { answer, state } = useCatalogueSearch({ text, limit: SHOWN });
  const rows = answer?.rows ?? [];
  const add = (product: CatalogueRow) => {
    setText("");
    setUnknown(null);
    onPick(product);
  };
  const addByCode = async (code: string) => {
    const found = await findByCode(code);
    if (found === null) setUnknown(code);
    else if (found !== "neither") add(found);
  };
  useScans((code) => void addByCode(code));
  return (
    <div>
      <ComboBox
        label={label}
        focused
        text={text}
        onText={setText}
        options={rows.map((row) => ({
          id: row.id,
          content: <ProductOption row={row} />,
        }))}
        onPick={(id) => {
          const row = rows.find((one) => one.id === id);
          if (row !== undefined) add(row);
        }}
        nothing={state === "loading" ? texts.catalogueLoading : texts.noProduct}
        found={texts.productsFound}
      />
      <div role="alert">
        {unknown === null ? null : <p className={classes.error}>{texts.unknownCode(unknown)}</p>}
      </div>
    </div>
  );
}
