/** For tests: an arrangement of tiles, and inputs about it. */
import { newId } from "@daybook/contract/uuid";
import type { callerAs } from "./create-test-caller.ts";
import type { ValidInputs } from "./populated-shop.ts";

interface OfTiles {
  readonly tillId: string;
  readonly productId: string;
  /** The product that is there before. */
  readonly formerId: string;
}

export async function withTiles(
  owner: ReturnType<typeof callerAs>,
  { tillId, productId, formerId }: OfTiles,
): Promise<Pick<ValidInputs, "tiles.arrange">> {
  const pages = [{ name: "Drinks", productIds: [formerId] }];
  const { version } = await owner.tiles.arrange({ key: newId(), tillId, version: 0, pages });
  const changed = [{ name: "Favourites", productIds: [productId] }];
  return { "tiles.arrange": { key: newId(), tillId, version, pages: changed } };
}
