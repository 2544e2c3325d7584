import { useState } from "react";
import { MOST_TILES } from "@daybook/contract/tiles";
import { Button } from "../../components/button.tsx";
import { ComboBox } from "../../components/combo-box.tsx";
import { HiddenText } from "../../components/hidden-text.tsx";
import { tilesTexts as texts } from "../../texts/en/tiles.ts";
import { useCatalogueSearch } from "../catalogue/catalogue.ts";
import { ProductOption } from "../catalogue/product-option.tsx";
import { moved, whyNot } from "./arrange.ts";
import type { Page } from "./arrange.ts";
import classes from "./tiles-editor.module.css";

interface PageTilesProps {
  readonly page: Page;
  readonly onChange: (products: Page["products"]) => void;
}

/** The products of one tab: found by name or code, and moved by buttons. */
export function PageTiles({ page, onChange }: PageTilesProps) {
  const { products } = page;
  const [said, setSaid] = useState("");
  const move = (from: number, to: number) => {
    const product = products[from];
    if (product === undefined || to < 0 || to >= products.length) return;
    onChange(moved(products, from, to));
    setSaid(texts.moved(product.name, to + 1, products.length));
  };
  return (
    <>
      <div>
        <AddTile
          onPick={(product) => {
            const obstacle = whyNot(page, product);
            if (obstacle === null) onChange([...products, product]);
            setSaid(
              obstacle === "full"
                ? texts.full(MOST_TILES)
                : obstacle === "alreadyOn"
                  ? texts.alreadyOn(product.name)
                  : "",
            );
          }}
        />
      </div>
      <output className="muted">{said}</output>
      {products.length === 0 ? <p className="muted">{texts.noTiles}</p> : null}
      <ol className={classes.tiles} aria-label={texts.tiles(page.name)}>
        {products.map(({ id, name, active }, index) => (
          <li key={id} className={classes.tile}>
            <span className={classes.name}>
              <bdi>{name}</bdi>
              {active ? null : <span className="muted"> {texts.isOff}</span>}
            </span>
            <span className={classes.tools}>
              <Move sign="↑" label={texts.up(name)} onPress={() => move(index, index - 1)} />
              <Move sign="↓" label={texts.down(name)} onPress={() => move(index, index + 1)} />
              <Move sign="⇤" label={texts.first(name)} onPress={() => move(index, 0)} />
              <Move
                sign="✕"
                label={texts.remove(name)}
                onPress={() => onChange(products.toSpliced(index, 1))}
              />
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

interface MoveProps {
  readonly sign: string;
  readonly label: string;
  readonly onPress: () => void;
}

function Move({ sign, label, onPress }: MoveProps) {
  return (
    <Button onClick={onPress}>
      <span aria-hidden="true">{sign}</span>
      <HiddenText>{label}</HiddenText>
    </Button>
  );
}

/** At most this many products are offered. */
const SHOWN = 8;

function AddTile({ onPick }: { readonly onPick: (product: Page["products"][number]) => void }) {
  const [text, setText] = useState("");
  const { answer, state } = useCatalogueSearch({ text, limit: SHOWN });
  const rows = answer?.rows ?? [];
  return (
    <ComboBox
      label={texts.add}
      text={text}
      onText={setText}
      options={rows.map((row) => ({
        id: row.id,
        content: <ProductOption row={row} />,
      }))}
      onPick={(id) => {
        const row = rows.find((one) => one.id === id);
        setText("");
        if (row !== undefined) onPick({ id: row.id, name: row.name, active: row.active });
      }}
      nothing={state === "loading" ? texts.loading : texts.noProduct}
      found={texts.found}
    />
  );
}
