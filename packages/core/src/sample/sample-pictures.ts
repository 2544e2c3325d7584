import { createHash } from "node:crypto";
import { PictureHash } from "@daybook/contract/pictures";
import { ProductId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { addPicture } from "../pictures/pictures.ts";
import { storePicture } from "../pictures/stored-files.ts";
import { PICTURE_SIDE, PICTURES } from "./assortment/pictures.ts";
import type { SampleProduct } from "./sample-shop.ts";

/** Adds a picture to each product that has one in the assortment. */
export async function addPictures(
  ctx: WriteCtx,
  products: readonly SampleProduct[],
): Promise<void> {
  for (const { id, name } of products) {
    const base64 = PICTURES.get(name);
    if (base64 === undefined) continue;
    const large = Buffer.from(base64, "base64");
    const hash = PictureHash.parse(createHash("sha256").update(large).digest("hex"));
    const sides = { width: PICTURE_SIDE, height: PICTURE_SIDE };
    // So small that it is both sizes.
    await storePicture(ctx, { hash, large, ...sides, small: null });
    const shown = { key: newId(ctx.now), productId: ProductId.parse(id), picture: hash };
    await addPicture(ctx, shown);
  }
}
