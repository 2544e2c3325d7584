import { beforeEach, describe, expect, test } from "vitest";
import { GetCataloguePage } from "@daybook/contract/catalogue";
import { MOST_PICTURES } from "@daybook/contract/pictures";
import type { PictureHash } from "@daybook/contract/pictures";
import { ListProducts } from "@daybook/contract/products";
import { newId } from "@daybook/contract/uuid";
import { getCatalogueChanges } from "../catalogue/catalogue-changes.ts";
import { getCataloguePage } from "../catalogue/catalogue.ts";
import { lastChange } from "../live/outbox-ends.ts";
import { getProduct, listProducts } from "../products/products.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { sendPicture } from "../testing/stored-pictures.ts";
import { addPicture, listPictures, movePicture, removePicture } from "./pictures.ts";
import { readPicture } from "./read-bytes.ts";
import { deleteUnusedFiles } from "./stored-files.ts";

const DAY_MS = 24 * 3600_000;

let shop: TestShop;
beforeEach(async () => {
  shop = await createTestShop().withProduct("TEA").withProduct("MUG");
});

const of = (picture: PictureHash, sku = "TEA") => ({
  key: newId(),
  productId: shop.productId(sku),
  picture,
});
const add = (picture: PictureHash, sku?: string) =>
  shop.write((ctx) => addPicture(ctx, of(picture, sku)));
const move = (picture: PictureHash, position: number) =>
  shop.write((ctx) => movePicture(ctx, { ...of(picture), position }));
const remove = (picture: PictureHash, sku?: string) =>
  shop.write((ctx) => removePicture(ctx, of(picture, sku)));
const hashes = async (sku = "TEA") => {
  const { items } = await shop.read((ctx) => listPictures(ctx, { productId: shop.productId(sku) }));
  return items.map(({ picture }) => picture);
};
const stored = async () => {
  const rows = await shop.read(({ db, t }) =>
    db.select({ hash: t.storedFile.hash }).from(t.storedFile),
  );
  return rows.map(({ hash }) => hash);
};

async function three(): Promise<[PictureHash, PictureHash, PictureHash]> {
  const all = [
    await sendPicture(shop, "front"),
    await sendPicture(shop, "back"),
    await sendPicture(shop, "box"),
  ] as const;
  for (const one of all) await add(one);
  return [...all];
}

describe("[C7] the pictures of a product", () => {
  test("are in the order in which they were added, until one is moved", async () => {
    const [front, back, box] = await three();
    expect(await hashes()).toEqual([front, back, box]);
    await move(box, 0);
    expect(await hashes()).toEqual([box, front, back]);
    await move(box, 7);
    expect(await hashes()).toEqual([front, back, box]);
    await move(back, 1);
    expect(await hashes()).toEqual([front, back, box]);
    const answer = await remove(front);
    expect(answer).toEqual({
      items: [back, box].map((picture) => ({
        picture,
        width: 600,
        height: 400,
        addedAt: "2026-03-02T10:00:00.000Z",
        addedBy: { id: shop.as("owner").actor.publicId, name: shop.as("owner").actor.name },
      })),
    });
  });

  test("are shown by their first one in the list, on its own page and in the catalogue", async () => {
    const [front, back] = await three();
    const shown = async () => {
      const catalogue = await shop.read((ctx) => getCataloguePage(ctx, GetCataloguePage.parse({})));
      const list = await shop.read((ctx) => listProducts(ctx, ListProducts.parse({})));
      const own = await shop.read((ctx) => getProduct(ctx, { id: shop.productId("TEA") }));
      const at = (rows: readonly { sku: string; picture: string | null }[], sku: string) =>
        rows.find((row) => row.sku === sku)?.picture;
      return [
        at(catalogue.items, "TEA"),
        at(list.items, "TEA"),
        own.picture,
        at(catalogue.items, "MUG"),
        at(list.items, "MUG"),
      ];
    };
    expect(await shown()).toEqual([front, front, front, null, null]);
    const seq = await shop.read(lastChange);
    await remove(front);
    expect(await shown()).toEqual([back, back, back, null, null]);
    const { items } = await shop.read((ctx) => getCatalogueChanges(ctx, { after: seq }));
    expect(items.map(({ sku, picture }) => [sku, picture])).toEqual([["TEA", back]]);
  });

  test("are refused beyond eight, twice, and if nobody has sent them; nothing is written", async () => {
    const front = await sendPicture(shop, "front");
    await add(front);
    const unknown = "0".repeat(64) as PictureHash;
    await expectRefusal(add(front), "attached_already", "picture");
    await expectRefusal(add(unknown), "not_found", "picture");
    await expectRefusal(move(unknown, 0), "not_found", "picture");
    await expectRefusal(remove(unknown), "not_found", "picture");
    for (let count = 1; count < MOST_PICTURES; count++)
      await add(await sendPicture(shop, `picture ${count}`));
    const before = await hashes();
    const late = await sendPicture(shop, "one too many");
    await expectRefusal(add(late), "too_many_attached", "picture");
    expect(await hashes()).toEqual(before);
  });

  test("are in the audit log with who added, moved and removed them", async () => {
    const [front, back] = await three();
    await move(back, 0);
    await remove(front);
    const entries = await shop.read(({ db, t }) =>
      db.select().from(t.auditEntry).orderBy(t.auditEntry.id),
    );
    const about = entries
      .filter(({ action }) => action.startsWith("pictures."))
      .map(({ action, entityId, before, after }) => ({ action, entityId, before, after }));
    const entityId = shop.productId("TEA");
    expect(about.slice(-2)).toEqual([
      {
        action: "pictures.move",
        entityId,
        before: { picture: back, position: 2 },
        after: { picture: back, position: 1 },
      },
      {
        action: "pictures.remove",
        entityId,
        before: { picture: front, position: 2 },
        after: null,
      },
    ]);
  });
});

describe("[C7] the bytes of a picture", () => {
  test("are stored once for all products, and deleted with the last one that shows them", async () => {
    const front = await sendPicture(shop, "front");
    expect(await sendPicture(shop, "front")).toBe(front);
    await add(front);
    await add(front, "MUG");
    expect(await stored()).toEqual([front]);
    await remove(front);
    expect(await stored()).toEqual([front]);
    await remove(front, "MUG");
    expect(await stored()).toEqual([]);
    await expectRefusal(add(front), "not_found", "picture");
  });

  test("are read in both sizes, only by people who may see products", async () => {
    const picture = await sendPicture(shop, "front");
    const read = (size: "small" | "large") =>
      shop.read(async (ctx) => String(await readPicture(ctx, { picture, size })));
    expect(await read("large")).toBe("picture front");
    expect(await read("small")).toBe("small picture front");
    const nobody = {
      ...shop.as("owner"),
      actor: { ...shop.as("owner").actor, permissions: new Set<never>() },
    };
    const refused = shop.work.read(nobody, (ctx) => readPicture(ctx, { picture, size: "large" }));
    await expectRefusal(refused, "forbidden");
    const unknown = "0".repeat(64) as PictureHash;
    await expectRefusal(
      shop.read((ctx) => readPicture(ctx, { picture: unknown, size: "small" })),
      "not_found",
    );
  });

  test("and their order stay whole when several people change them at the same moment", async () => {
    const sent: PictureHash[] = [];
    for (let count = 0; count < MOST_PICTURES + 2; count++)
      sent.push(await sendPicture(shop, `picture ${count}`));
    const added = await Promise.allSettled(sent.map((picture) => add(picture)));
    expect(added.filter(({ status }) => status === "rejected")).toHaveLength(2);
    const kept = await hashes();
    expect(new Set(kept).size).toBe(MOST_PICTURES);
    const [shared] = kept;
    if (shared === undefined) throw new Error("eight pictures were added");
    // Either the other product shows it in time, or it is gone and must be sent again: never a row without bytes.
    await Promise.allSettled([remove(shared), add(shared, "MUG"), move(kept[3] ?? shared, 0)]);
    expect(await hashes()).toHaveLength(MOST_PICTURES - 1);
    expect((await stored()).includes(shared)).toBe((await hashes("MUG")).includes(shared));
  });

  test("that no product shows are deleted a day after they were sent last", async () => {
    const kept = await sendPicture(shop, "kept");
    await add(kept);
    const waiting = await sendPicture(shop, "waiting");
    shop.advance(DAY_MS - 1000);
    expect(await shop.write(deleteUnusedFiles)).toBe(0);
    await sendPicture(shop, "waiting");
    shop.advance(2000);
    expect(await shop.write(deleteUnusedFiles)).toBe(0);
    shop.advance(DAY_MS);
    expect(await stored()).toHaveLength(2);
    expect(await shop.write(deleteUnusedFiles)).toBe(1);
    expect(await stored()).toEqual([kept]);
    await expectRefusal(add(waiting), "not_found", "picture");
  });
});
