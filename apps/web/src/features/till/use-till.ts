import { useMemo } from "react";
import type { CashRule } from "@daybook/contract/cash-rounding";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { Drawer } from "@daybook/contract/drawers";
import type { Location } from "@daybook/contract/locations";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { onHandIn, placesSoldFrom } from "@daybook/contract/places-inside";
import type { PricedCart } from "@daybook/contract/pricing";
import type { OwnTill } from "@daybook/contract/tills";
import type { ActingLimits } from "@daybook/contract/role-limits";
import { useCatalogueProducts } from "../catalogue/catalogue.ts";
import { useCashOutside, useOwnDrawer } from "../drawers/own-drawer.ts";
import type { CashOutside } from "../drawers/own-drawer.ts";
import { deviceValue, useDeviceValue } from "../../lib/device-storage.ts";
import type { Formats } from "../../lib/format.ts";
import { useSteady } from "../../lib/press.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { mainPlace } from "../../lib/main-place.ts";
import { trpc } from "../../lib/trpc.ts";
import { sellsDifferently } from "./cart.ts";
import { priceOfCart, taxRules, worthOfBack } from "./cart-price.ts";
import type { TaxRules } from "./cart-price.ts";
import type { CartDeposit, CartLine, CartProduct } from "./cart.ts";
import type { LineProblem } from "./cart-problems.ts";
import type { TillSnapshot, TillStore } from "./till-store.ts";
import { useTillStore } from "./use-till-store.ts";

/** The shared state of all parts of the till. */
export interface Till extends TillSnapshot {
  readonly store: TillStore;
  readonly formats: Formats;
  /** Null while the taxes are loading, and if the figures are too large. */
  readonly rules: TaxRules | null;
  readonly priced: PricedCart | null;
  /** What the empties of the cart are worth. */
  readonly backMinor: Minor;
  /** How the shop rounds cash. */
  readonly cash: CashRule;
  /** The discount above which a reason is required (parts per million). */
  readonly reasonAbovePpm: number;
  /** The role of the person and the limits of roles: what goes beyond them needs an approval. */
  readonly limits: ActingLimits;
  /** The till that this browser is, or was until it was revoked; null for none. */
  readonly ownTill: OwnTill | null;
  /** The drawer of this till, if it is known to have one. */
  readonly drawer: Drawer | null;
  /** Whether cash taken here would be in no drawer, in a shop that has drawers. */
  readonly cashOutside: CashOutside;
  /** The sellable locations; undefined while loading. */
  readonly places: readonly Location[] | undefined;
  readonly place: Location | null;
  /** The ids of the locations that a sale takes from, in order. */
  readonly soldFrom: readonly string[];
  readonly choosePlace: (id: string) => void;
  /** The current data of the products in the cart. */
  readonly products: ReadonlyMap<string, CatalogueRow>;
  readonly problemOf: (line: CartLine) => LineProblem | null;
}

const rememberedPlace = deviceValue("sell-from", "");

/** The till with its prices, its location and the current products of the cart. */
export function useTill(): Till {
  const { me, settings, formats } = useShop();
  const { store, snapshot } = useTillStore();
  const { cart, problems } = snapshot.state;
  const classes = trpc.settings.taxClasses.useQuery({});
  const rules = useMemo(
    () => (classes.data === undefined ? null : taxRules(settings, classes.data.items)),
    [settings, classes.data],
  );
  const priced = useMemo(() => (rules === null ? null : priceOfCart(cart, rules)), [cart, rules]);
  const rows = useSteady(
    useCatalogueProducts([
      ...new Set(
        cart.lines.flatMap(({ product: { id, deposit } }) =>
          deposit === null ? [id] : [id, deposit.id],
        ),
      ),
    ]),
  );
  const products = useMemo(
    () => new Map<string, CatalogueRow>(rows.map((row) => [row.id, row])),
    [rows],
  );
  return {
    ...snapshot,
    ...usePlaces(),
    store,
    formats,
    rules,
    priced,
    backMinor: rules === null ? minor(0) : worthOfBack(cart, rules),
    cash: settings,
    reasonAbovePpm: settings.discountReasonPpm,
    limits: { roles: me.user.roles, limits: settings.roleLimits },
    ownTill: me.till,
    drawer: useSteady(useOwnDrawer()),
    cashOutside: useCashOutside(),
    products,
    problemOf: (line) => problems.lines[line.lineId] ?? changeSince(line, products),
  };
}

/** The data that the till keeps of a catalogue product, and of its deposit. */
export function cartProduct(row: CatalogueRow, deposit: CatalogueRow | null): CartProduct {
  const { id, sku, name, unit, quantityStepMilli, kind, taxClassId } = row;
  const { priceMinor, basisMilli, version, askPrice, ageLimit } = row;
  return {
    askPrice,
    ageLimit,
    deposit: deposit === null ? null : cartDeposit(deposit),
    id,
    sku,
    name,
    unit,
    quantityStepMilli,
    kind,
    taxClassId,
    priceMinor,
    basisMilli,
    version,
  };
}

/** The data that the till keeps of a deposit. */
export function cartDeposit(row: CatalogueRow): CartDeposit {
  const { id, name, taxClassId, priceMinor, basisMilli } = row;
  return { id, name, taxClassId, priceMinor, basisMilli };
}

/** The stock of a product in the locations a sale takes from, and elsewhere in the shop. */
export function stockAt(
  row: CatalogueRow,
  soldFrom: readonly string[],
): { readonly hereMilli: number; readonly elsewhereMilli: number } {
  const hereMilli = onHandIn(row.stock, soldFrom);
  return { hereMilli, elsewhereMilli: row.onHandMilli - hereMilli };
}

function usePlaces(): Pick<Till, "places" | "place" | "soldFrom" | "choosePlace"> {
  const query = trpc.locations.list.useQuery({});
  const [remembered, choosePlace] = useDeviceValue(rememberedPlace);
  const places = useMemo(
    () => query.data?.items.filter(({ kind, active }) => kind === "store" && active),
    [query.data],
  );
  const place = places?.find(({ id }) => id === remembered) ?? mainPlace(places ?? []) ?? null;
  const placeId = place?.id;
  const soldFrom = useMemo(
    () =>
      placeId === undefined
        ? []
        : placesSoldFrom(query.data?.items ?? [], placeId).map(({ id }) => id),
    [query.data, placeId],
  );
  return { places, place, soldFrom, choosePlace };
}

/** A product that was changed, deactivated or stopped while it was in the cart. */
function changeSince(
  line: CartLine,
  products: ReadonlyMap<string, CatalogueRow>,
): LineProblem | null {
  const row = products.get(line.product.id);
  // The cart may be newer than the catalogue, which receives changes a moment later.
  if (row === undefined || row.version < line.product.version) return null;
  if (!row.active || row.stopReason !== "") return { kind: "off", stopReason: row.stopReason };
  const deposit = row.depositId === null ? null : products.get(row.depositId);
  // Its deposit is new, and arrives a moment later.
  if (deposit === undefined) return null;
  const product = cartProduct(row, deposit);
  return sellsDifferently(line.product, product) ? { kind: "changed", product } : null;
}
