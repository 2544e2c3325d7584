import type { ReactNode } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { EmptyState } from "../../components/notices.tsx";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";
import type { GoodsForm, GoodsLines } from "./goods-form.ts";
import { GoodsLineCard } from "./goods-line-card.tsx";
import type { GoodsLine } from "./goods-lines.ts";
import classes from "./goods.module.css";

interface GoodsLineListProps {
  readonly form: GoodsForm;
  readonly goods: GoodsLines;
  readonly costed: boolean;
  /** A note for a line; its product is unknown while the products are loading. */
  readonly about: (line: GoodsLine, product: CatalogueRow | undefined, index: number) => ReactNode;
  readonly emptyHint: string;
  readonly emptyAction?: ReactNode;
}

/** The lines of a goods receipt or transfer. */
export function GoodsLineList(props: GoodsLineListProps) {
  const { form, goods, costed, about, emptyHint, emptyAction } = props;
  const { lines } = form.values;
  const { error } = form.field("lines");
  return (
    <>
      {lines.length === 0 ? (
        <div data-path="lines" tabIndex={-1} className={classes.lines}>
          <EmptyState title={texts.noLines} action={emptyAction}>
            {emptyHint}
          </EmptyState>
        </div>
      ) : (
        <ol data-path="lines" tabIndex={-1} aria-label={texts.lines} className={classes.lines}>
          {lines.map((line, index) => (
            <GoodsLineCard
              key={line.productId}
              form={form}
              goods={goods}
              index={index}
              line={line}
              costed={costed}
            >
              {about(line, goods.products.get(line.productId), index)}
            </GoodsLineCard>
          ))}
        </ol>
      )}
      {error === null ? null : <p className="negative">{error}</p>}
    </>
  );
}
