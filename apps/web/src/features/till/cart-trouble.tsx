import type { CatalogueRow } from "@daybook/contract/catalogue";
import { sellingReasonsEn } from "@daybook/contract/texts/en-selling";
import { Button } from "../../components/button.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { tillTexts } from "../../texts/en/till.ts";
import { tillChangeTexts as texts } from "../../texts/en/till-changes.ts";
import { quantityInCart } from "./cart.ts";
import type { CartLine } from "./cart.ts";
import { withoutLine } from "./cart-problems.ts";
import type { LineProblem } from "./cart-problems.ts";
import classes from "./cart-row.module.css";
import { priceText } from "./found-product.tsx";
import { TakeFrom } from "./take-from.tsx";
import { stockAt } from "./use-till.ts";
import type { Till } from "./use-till.ts";

interface CartTroubleProps {
  readonly till: Till;
  readonly line: CartLine;
}

/** The problem of a line, now or expected, and its possible solutions. */
export function CartTrouble({ till, line }: CartTroubleProps) {
  const problem = till.problemOf(line);
  if (problem === null) return <Shortness till={till} line={line} />;
  const act = till.store.act;
  return (
    <div role="alert" className={classes.problem}>
      <p>
        {sentenceOf(problem, line, till)}
        {problem.kind === "shortage" ? <Elsewhere till={till} line={line} /> : null}
      </p>
      {problem.kind === "shortage" && problem.takeMilli > 0 ? (
        <Button
          onClick={() =>
            act({ type: "setQuantity", lineId: line.lineId, quantityMilli: problem.takeMilli })
          }
        >
          {texts.take(quantityWithUnit(problem.takeMilli, line.product.unit, till.formats))}
        </Button>
      ) : null}
      {problem.kind === "shortage" ? (
        <Missing till={till} line={line} missingMilli={line.quantityMilli - problem.takeMilli} />
      ) : null}
      {problem.kind === "changed" ? (
        <Button onClick={() => act({ type: "takeProduct", product: problem.product })}>
          {problem.product.priceMinor === line.product.priceMinor
            ? texts.takeChange
            : texts.takeNewPrice}
        </Button>
      ) : null}
      <Button onClick={() => act({ type: "remove", lineId: line.lineId })}>
        {tillTexts.remove}
      </Button>
    </div>
  );
}

function sentenceOf(problem: LineProblem, line: CartLine, { formats }: Till): string {
  if (problem.kind === "off") {
    const { id: productId, name } = line.product;
    const { stopReason: reason } = problem;
    return reason === ""
      ? texts.off(name)
      : sellingReasonsEn.do_not_sell({ productId, name, reason });
  }
  if (problem.kind !== "changed") return problem.sentence;
  const was = priceText(line.product, formats);
  const now = priceText(problem.product, formats);
  return was === now ? texts.productChanged : texts.priceChanged(was, now);
}

/** A shortage expected from the catalogue: shown before payment, although the server decides. */
function Shortness({ till, line }: CartTroubleProps) {
  const { place, soldFrom, formats, state } = till;
  const row = till.products.get(line.product.id);
  if (row === undefined || place === null || row.kind !== "stock") return null;
  const { hereMilli } = stockAt(row, soldFrom);
  const wantedMilli = quantityInCart(state.cart, row.id);
  if (wantedMilli <= hereMilli) return null;
  const here = quantityWithUnit(hereMilli, row.unit, formats);
  return (
    <div className={classes.short}>
      <p>
        {hereMilli <= 0 ? texts.soldOut(place.name) : texts.only(here, place.name)}
        <Elsewhere till={till} line={line} />
      </p>
      <Missing till={till} line={line} missingMilli={wantedMilli - hereMilli} />
    </div>
  );
}

/** The other locations with stock of this product. */
function Missing({ till, line, missingMilli }: CartTroubleProps & { missingMilli: number }) {
  const { place, store, state } = till;
  if (place === null) return null;
  return (
    <TakeFrom
      till={till}
      productId={line.product.id}
      missingMilli={missingMilli}
      toId={place.id}
      onTransferred={() => store.setProblems(withoutLine(state.problems, line.lineId))}
    />
  );
}

function Elsewhere({ till, line }: CartTroubleProps) {
  const { products, place, soldFrom, formats } = till;
  const row = products.get(line.product.id);
  if (row === undefined || place === null) return null;
  const { elsewhereMilli } = stockAt(row, soldFrom);
  if (elsewhereMilli <= 0) return null;
  return <>, {placesOf(row, till, quantityWithUnit(elsewhereMilli, row.unit, formats))}</>;
}

/** "elsewhere: 12 in Market stall"; a location that cannot be sold from is only counted. */
function placesOf(row: CatalogueRow, { places, soldFrom, formats }: Till, all: string): string {
  const named = (places ?? []).flatMap(({ id, name }) => {
    const level = row.stock.find((one) => one.locationId === id);
    if (level === undefined || level.onHandMilli <= 0 || soldFrom.includes(id)) return [];
    return [`${quantityWithUnit(level.onHandMilli, row.unit, formats)} ${name}`];
  });
  return named.length === 0 ? tillTexts.elsewhere(all) : texts.others(named.join(", "));
}
