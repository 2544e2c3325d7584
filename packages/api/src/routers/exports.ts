import { ExportShop, ShopContents } from "@daybook/contract/exports";
import { shopContents } from "@daybook/core/exports/shop-files";
import { shopArchive } from "../shop-archive.ts";
import type { ApiContext } from "../context.ts";
import { canConfirmed, get, readsAtOnce, router } from "../trpc.ts";

export const shopExports = router({
  shop: canConfirmed("exports.shop")
    .meta(
      get("/exports/shop", {
        summary: "Export the whole shop",
        description:
          "A zip file with a CSV file for each table and a manifest that describes them; the answer says how many rows it would have. The command `load` makes a shop from it.",
        zip: { fileName: "daybook-shop", open: openArchive },
      }),
    )
    .input(ExportShop)
    .output(ShopContents)
    .query(readsAtOnce(shopContents)),
});

/** The archive, made in another thread if possible. Called only after the procedure has answered. */
async function openArchive(ctx: ApiContext): Promise<AsyncIterable<Uint8Array>> {
  const { work, who, readThread, services } = ctx;
  if (who === null) throw new Error("only somebody who is signed in has an archive");
  const facts = { daybook: services.version, madeAt: work.clock() };
  return readThread === null
    ? shopArchive(work, who, facts)
    : readThread.openArchive({ archive: facts, who });
}
