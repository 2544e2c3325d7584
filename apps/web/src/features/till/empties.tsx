import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { tillRuleTexts as texts } from "../../texts/en/till-rules.ts";
import { grossOf } from "@daybook/contract/pricing";
import { useCatalogueProducts } from "../catalogue/catalogue.ts";
import shared from "./cart-panel.module.css";
import type { CartDeposit } from "./cart.ts";
import classes from "./empties.module.css";
import { countBack } from "./other-ways.ts";
import { cartDeposit } from "./use-till.ts";
import type { Till } from "./use-till.ts";

const PIECE = 1000;

interface EmptiesProps {
  readonly till: Till;
  readonly takesBack: boolean;
  readonly onTakeBack: (takesBack: boolean) => void;
  /** Focuses the scan box. */
  readonly onDone: () => void;
}

/** Takes empties back, in shops that have deposits: by scanning, or by choosing the deposit. */
export function Empties({ till, takesBack, onTakeBack, onDone }: EmptiesProps) {
  const { state, store, formats } = till;
  const found = trpc.products.list.useQuery({ kind: "deposit", limit: 20 }).data?.items ?? [];
  const deposits = useCatalogueProducts(found.map(({ id }) => id));
  const { back } = state.cart;
  const take = (product: CartDeposit, quantityMilli: number) =>
    countBack(store, product, quantityMilli);
  const stop = () => {
    onTakeBack(false);
    onDone();
  };
  if (!takesBack && back.length === 0) return null;
  return (
    <div className={classes.empties}>
      {back.length === 0 ? null : (
        <ul aria-label={texts.back} className={classes.back}>
          {back.map(({ product, quantityMilli }) => {
            const { name, priceMinor: unitPriceMinor, basisMilli } = product;
            const worth = grossOf({ quantityMilli, unitPriceMinor, basisMilli });
            return (
              <li key={product.id}>
                <bdi>{name}</bdi>
                <button
                  type="button"
                  className={classes.step}
                  aria-label={texts.fewerBack(name)}
                  onClick={() => take(product, -PIECE)}
                >
                  −
                </button>
                <span className="num">{formats.quantity(quantityMilli)}</span>
                <button
                  type="button"
                  className={classes.step}
                  aria-label={texts.moreBack(name)}
                  onClick={() => take(product, PIECE)}
                >
                  +
                </button>
                <span className={`num ${classes.worth ?? ""}`}>{formats.money(-worth)}</span>
              </li>
            );
          })}
        </ul>
      )}
      {takesBack ? (
        <section aria-label={texts.takingBack} className={classes.mode}>
          <strong>{texts.takingBack}</strong>
          <p>{texts.takingBackLead}</p>
          <div className={classes.kinds}>
            {deposits.map((row) => (
              <button
                key={row.id}
                type="button"
                className={shared.tool}
                onClick={() => take(cartDeposit(row), PIECE)}
              >
                <bdi>{row.name}</bdi> <span className="num">{formats.money(row.priceMinor)}</span>
              </button>
            ))}
          </div>
          <button type="button" className={shared.tool} onClick={stop}>
            {texts.done}
          </button>
        </section>
      ) : null}
    </div>
  );
}

/** Begins to take empties back, in shops that have deposits. */
export function EmptiesButton({ takesBack, onTakeBack, onDone }: Omit<EmptiesProps, "till">) {
  const found = trpc.products.list.useQuery({ kind: "deposit", limit: 20 }).data?.items ?? [];
  const toggle = () => {
    onTakeBack(!takesBack);
    onDone();
  };
  useShortcuts([{ keys: "F7", label: texts.keys.empties, when: found.length > 0, run: toggle }]);
  if (found.length === 0 || takesBack) return null;
  return (
    <button type="button" className={shared.tool} onClick={toggle}>
      {texts.empties}
    </button>
  );
}
