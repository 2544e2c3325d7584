import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Ref } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { paths } from "../../lib/paths.ts";
import { useCatalogue, useCatalogueSearch } from "../catalogue/catalogue.ts";
import { useFindByCode } from "../catalogue/code-question.tsx";
import { ComboBox } from "../../components/combo-box.tsx";
import { useScans } from "../../lib/scanner/use-scans.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { movementTexts as texts } from "../../texts/en/stock-movements.ts";
import { stockAt } from "./stock-at.ts";
import classes from "./product-box.module.css";

interface ProductBoxProps {
  readonly label: string;
  readonly onPick: (product: CatalogueRow) => void;
  /** The location whose stock is shown with each product; the whole shop by default. */
  readonly locationId?: string;
  /** Whether services, deposits and deactivated products can be selected; they cannot be received or moved. */
  readonly anything?: boolean;
  readonly hint?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

const SHOWN = 8;

/** Finds a product by scanning, wherever the cursor is, or by typing; never sends a request. */
export function ProductBox(props: ProductBoxProps) {
  const { label, onPick, locationId, anything = false, hint, ref } = props;
  const catalogue = useCatalogue();
  const findByCode = useFindByCode();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<ProductProblem | null>(null);
  const { answer, state } = useCatalogueSearch({ text, limit: SHOWN });
  const rows = (answer?.rows ?? []).filter((row) => anything || row.kind === "stock");

  const pick = (row: CatalogueRow) => {
    setText("");
    if (!anything && row.kind !== "stock") return setProblem({ withoutStock: row.name });
    setProblem(null);
    onPick(row);
  };
  const best = async (typed: string) =>
    (await catalogue.search({ text: typed, everyWord: true, limit: 1 })).rows[0];
  const pickByCode = async (code: string, orElseSearch: boolean) => {
    const exact = await findByCode(code);
    if (exact === "neither") return;
    const found = exact ?? (orElseSearch ? await best(code) : undefined);
    if (found === undefined) {
      setProblem(orElseSearch ? { text: code } : { code });
      if (!orElseSearch) setText("");
    } else pick(found);
  };
  useScans((code) => void pickByCode(code, false));

  return (
    <div className={classes.place} data-search>
      <ComboBox
        label={label}
        hint={state === "failed" ? texts.catalogueFailed : hint}
        text={text}
        onText={(next) => {
          setText(next);
          setProblem(null);
        }}
        options={rows.map((row) => ({
          id: row.id,
          content: <ProductOption row={row} locationId={locationId} />,
        }))}
        onPick={(id) => {
          const row = rows.find((one) => one.id === id);
          if (row !== undefined) pick(row);
        }}
        onEnter={(typed) => void pickByCode(typed, true)}
        nothing={state === "loading" ? texts.catalogueLoading : texts.noProduct}
        found={texts.productsFound}
        {...(ref === undefined ? {} : { ref })}
      />
      <div role="alert">{problem === null ? null : <ProblemLine problem={problem} />}</div>
    </div>
  );
}

/** Why nothing was added: an unknown code, no match, or a product without stock. */
interface ProductProblem {
  readonly code?: string;
  readonly text?: string;
  /** The name of a product without stock. */
  readonly withoutStock?: string;
}

function ProblemLine({
  problem: { code, text, withoutStock },
}: {
  readonly problem: ProductProblem;
}) {
  const mayAdd = useAllowed("products.write");
  if (withoutStock !== undefined)
    return <p className={classes.problem}>{texts.hasNoStock(withoutStock)}</p>;
  if (code === undefined) return <p className={classes.problem}>{texts.nothingFits(text ?? "")}</p>;
  return (
    <p className={classes.problem}>
      {texts.unknownCode(code)}{" "}
      {mayAdd ? (
        <Link to={paths.products} search={{ sheet: "new", barcode: code }}>
          {texts.addIt}
        </Link>
      ) : null}
    </p>
  );
}

interface ProductOptionProps {
  readonly row: CatalogueRow;
  readonly locationId: string | undefined;
}

function ProductOption({ row, locationId }: ProductOptionProps) {
  const formats = useFormats();
  return (
    <>
      <span className={classes.name}>{row.name}</span>
      <span className={`muted code ${classes.sku}`}>{row.sku}</span>
      {row.kind === "stock" ? (
        <span className={`num muted ${classes.stock}`}>
          {texts.onHandShort(formats.quantity(stockAt(row, locationId)))}
        </span>
      ) : null}
    </>
  );
}
