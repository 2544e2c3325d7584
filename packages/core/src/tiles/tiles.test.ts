import { beforeEach, describe, expect, test } from "vitest";
import { ArrangeTiles, MOST_TILE_PAGES, MOST_TILES } from "@daybook/contract/tiles";
import type { OwnTiles, TileArrangement } from "@daybook/contract/tiles";
import { newId } from "@daybook/contract/uuid";
import type { ProductId, TillId } from "@daybook/contract/ids";
import { deactivateProduct } from "../products/product-state.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { deviceIdOf, enrolTill } from "../tills/tills.ts";
import { arrangeTiles, listTiles, ownTiles } from "./tiles.ts";

describe("[S23] the tiles of a till", () => {
  let shop: TestShop;
  let tillId: TillId;
  let tea: ProductId;
  let bun: ProductId;

  beforeEach(async () => {
    shop = await createTestShop().withProduct("TEA").withProduct("BUN");
    const till = { key: newId(), name: "Front", receiptPrefix: "F" };
    tillId = (await shop.write((ctx) => enrolTill(ctx, till, newId()))).id;
    tea = shop.productId("TEA");
    bun = shop.productId("BUN");
  });

  const arrange = (pages: object[], version = 0, of: string | null = null) => {
    const input = ArrangeTiles.parse({ key: newId(), tillId: of, version, pages });
    return shop.write((ctx) => arrangeTiles(ctx, input));
  };
  const own = async (): Promise<OwnTiles["pages"]> => {
    const deviceId = await shop.read((ctx) => deviceIdOf(ctx, tillId));
    return shop.read(async (ctx) => {
      const { pages } = await ownTiles({ ...ctx, actor: { ...ctx.actor, deviceId } });
      return pages;
    });
  };
  const listed = async (): Promise<TileArrangement[]> => (await shop.read(listTiles)).items;
  const page = (name: string, ...productIds: string[]) => ({ name, productIds });

  test("keeps the chosen products on their pages, in order, for all tills", async () => {
    expect(await own()).toEqual([]);
    const pages = [page("Bakery", bun, tea), page("Drinks", tea)];
    expect(await arrange(pages)).toMatchObject({ till: null, version: 1 });
    expect(await own()).toEqual(pages);
    expect((await arrange([page("Drinks", tea, bun)], 1)).version).toBe(2);
    expect(await own()).toEqual([page("Drinks", tea, bun)]);
    expect(await shop.read(ownTiles)).toEqual({ pages: [page("Drinks", tea, bun)] });
  });

  test("a till with an arrangement of its own does not show that of all tills", async () => {
    await arrange([page("All", tea)]);
    const { version } = await arrange([page("Front", bun)], 0, tillId);
    expect(await own()).toEqual([page("Front", bun)]);
    expect((await listed()).map(({ till }) => till?.name ?? "all")).toEqual(["all", "Front"]);
    await arrange([], version, tillId);
    expect(await own()).toEqual([page("All", tea)]);
    expect((await listed()).map(({ version, pages }) => [version, pages.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  test("a deactivated product stays in the arrangement and says so", async () => {
    await arrange([page("All", tea, bun)]);
    const off = { key: newId(), id: tea, version: 1 };
    await shop.write((ctx) => deactivateProduct(ctx, off));
    expect((await listed())[0]?.pages[0]?.products).toEqual([
      { id: tea, name: expect.any(String), active: false },
      { id: bun, name: expect.any(String), active: true },
    ]);
  });

  test("of two people who arrange at once, the second is refused and nothing is written", async () => {
    await arrange([page("All", tea)]);
    for (const version of [0, 2])
      await expectRefusal(arrange([page("Late", bun)], version), "stale_version", "version");
    expect(await own()).toEqual([page("All", tea)]);
  });

  test("unknown products and tills are refused at their fields, with nothing written", async () => {
    const unknown = [page("All", tea), page("New", tea, newId())];
    await expectRefusal(arrange(unknown), "not_found", "pages.1.productIds.1");
    await expectRefusal(arrange([page("All", tea)], 0, newId()), "not_found", "tillId");
    expect(await listed()).toEqual([]);
  });

  test("a product is on a page once, and pages and tiles have a limit and a name", () => {
    const issues = (pages: object[]) => {
      const parsed = ArrangeTiles.safeParse({ key: newId(), tillId: null, version: 0, pages });
      return parsed.error?.issues.map(({ path }) => path.join(".")) ?? [];
    };
    expect(issues([page("All", tea, bun, tea)])).toEqual(["pages.0.productIds.2"]);
    expect(issues([page(" ", tea)])).toEqual(["pages.0.name"]);
    const many = Array.from({ length: MOST_TILES + 1 }, () => newId());
    expect(issues([page("All", ...many)])).toEqual(["pages.0.productIds"]);
    expect(issues([page("All", ...many.slice(1))])).toEqual([]);
    expect(issues(Array.from({ length: MOST_TILE_PAGES + 1 }, () => page("All")))).toEqual([
      "pages",
    ]);
  });
});
