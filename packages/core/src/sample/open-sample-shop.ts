import { CreateLocation } from "@daybook/contract/locations";
import { mulDiv } from "@daybook/contract/exact";
import type { TillId } from "@daybook/contract/ids";
import type { RoleLimit } from "@daybook/contract/role-limits";
import { RecordOpening } from "@daybook/contract/stock";
import { SetUpShop, UpdateSettings } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { createLocation, listLocations } from "../locations/locations.ts";
import { SeededRandom } from "./seeded-random.ts";
import { setUpShop } from "../settings/set-up-shop.ts";
import { updateSettings } from "../settings/settings.ts";
import { getShop } from "../settings/shop.ts";
import { recordOpening } from "../stock/record-opening.ts";
import { NO_PASSWORD } from "./add-guest.ts";
import { addDrawers } from "./cash.ts";
import {
  addGiftWrapping,
  addLabelPattern,
  addProducts,
  addProductsOfTheTill,
  addSuppliers,
  openTaxes,
} from "./sample-goods.ts";
import { deviceIdOf, enrolTill } from "../tills/tills.ts";
import { actorOf, addCustomers, addStaff } from "./sample-people.ts";
import { addPictures } from "./sample-pictures.ts";
import { planGoods, roundUp } from "./sample-product.ts";
import type { SampleShop } from "./sample-shop.ts";
import type { SampleStyle } from "./sample-style.ts";
import { Stock } from "./stock.ts";

const SEED = 20_260_302;

/** What its receipts show besides the name. */
const IDENTITY = {
  legalName: "Hazel Finch",
  address: "12 Harbour Street",
  taxNumber: "000 0000 00 (sample)",
  receiptHeader: "Open Monday to Saturday, 9 to 6",
  receiptFooter: "Thank you! Return within 30 days, with this receipt.",
};

/** Sets up the sample shop at `ctx.now`: people, locations and opening stock, without sales. */
export async function openSampleShop(ctx: WriteCtx, style: SampleStyle): Promise<SampleShop> {
  const input = SetUpShop.omit({ token: true }).parse({
    shop: { name: "Hazel & Finch", ...style },
    owner: { login: "hazel", name: "Hazel Finch", password: "nobody signs in with this" },
  });
  await setUpShop(ctx, input, NO_PASSWORD);
  const owner = await actorOf(ctx, "hazel");
  const own: WriteCtx = { ...ctx, actor: owner };
  const { exponent } = await getShop(ctx);
  const roleLimits = limitsOfCashiers(exponent);
  // As the text below the items says.
  const rules = { returnDays: 30, roleLimits };
  const settings = { key: newId(ctx.now), version: 1, ...IDENTITY, ...rules };
  await updateSettings(own, UpdateSettings.parse(settings));
  const taxes = await openTaxes(own, style);
  await addLabelPattern(own);
  const suppliers = await addSuppliers(own);
  const products = await addProducts(own, planGoods(exponent), suppliers, taxes);
  await addPictures(own, products);
  await addProductsOfTheTill(own, exponent, taxes);
  const tills = await addTills(own);
  const shop: SampleShop = {
    style,
    exponent,
    random: new SeededRandom(SEED),
    cash: new SeededRandom(SEED + 1),
    products,
    giftWrapping: await addGiftWrapping(own, exponent, taxes),
    places: await addPlaces(own),
    tills: { shop: await deviceIdOf(own, tills.shop), stall: await deviceIdOf(own, tills.stall) },
    drawers: await addDrawers(own, tills),
    suppliers,
    customers: await addCustomers(own),
    staff: await addStaff(own, owner),
    stock: new Stock(),
    deliveries: [],
    recent: [],
    deliveryNo: 0,
    slipNo: 0,
  };
  await fillShelves(own, shop);
  return shop;
}

/** A fifth off, and a drawer that differs by a little; above that someone must approve. */
function limitsOfCashiers(exponent: number): RoleLimit[] {
  const role = "cashier" as const;
  return [
    { role, limit: "discount", value: 200_000 },
    { role, limit: "drawerDifference", value: 5 * 10 ** Math.max(2, exponent) },
  ];
}

/** No browser is one of these tills: a visitor sells without a till. */
async function addTills(ctx: WriteCtx): Promise<Readonly<Record<"shop" | "stall", TillId>>> {
  const add = async (name: string, receiptPrefix: string) =>
    (await enrolTill(ctx, { key: newId(ctx.now), name, receiptPrefix }, null)).id;
  return { shop: await add("Counter", "C"), stall: await add("Market stall", "M") };
}

async function addPlaces(ctx: WriteCtx): Promise<SampleShop["places"]> {
  const add = async (name: string, address: string) =>
    (await createLocation(ctx, CreateLocation.parse({ key: newId(ctx.now), name, address }))).id;
  const [first] = (await listLocations(ctx, { active: "active" })).items;
  assert(first !== undefined, "set-up makes the first place");
  return {
    shop: first.id,
    room: await add("Store room", "Behind the shop, through the yard"),
    stall: await add("Market stall", "Harbour square, on Saturdays"),
  };
}

/** The opening stock: some weeks' supply, a part of it on the front shelf. */
async function fillShelves(ctx: WriteCtx, { products, places, random, stock }: SampleShop) {
  const opened = products.map((product) => {
    const { reorderPointMilli, targetMilli, unit } = product;
    const step = unit === "kg" ? 100 : 1000;
    const above = ((targetMilli - reorderPointMilli) * random.upTo(100)) / 100;
    const all = reorderPointMilli + roundUp(above, step);
    return { product, room: Math.floor((all * 0.4) / step) * step, all };
  });
  for (const place of ["shop", "room"] as const) {
    const lines = opened.flatMap(({ product, room, all }) => {
      const quantityMilli = place === "room" ? room : all - room;
      if (quantityMilli === 0) return [];
      stock.add(product, place, quantityMilli);
      const costMinor = mulDiv(product.costMinor, quantityMilli, 1000);
      return [{ productId: product.id, quantityMilli, costMinor }];
    });
    const input = { key: newId(ctx.now), locationId: places[place], lines };
    await recordOpening(ctx, RecordOpening.parse({ ...input, note: "Counted before opening" }));
  }
}
