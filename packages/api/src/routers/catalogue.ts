import {
  CatalogueChanges,
  CataloguePage,
  GetCatalogueChanges,
  GetCataloguePage,
} from "@daybook/contract/catalogue";
import { getCataloguePage } from "@daybook/core/catalogue/catalogue";
import { getCatalogueChanges } from "@daybook/core/catalogue/catalogue-changes";
import { seesCosts } from "@daybook/core/context/shown-cost";
import { can, get, reads, router } from "../trpc.ts";

const sees = () => can("products.read");

export const catalogue = router({
  page: sees()
    .meta(
      get("/catalogue", {
        summary: "List what a till needs to know of every product",
        packed: ({ catalogueFiles, who }) => catalogueFiles.open(who !== null && seesCosts(who)),
      }),
    )
    .input(GetCataloguePage)
    .output(CataloguePage)
    .query(reads(getCataloguePage)),
  changes: sees()
    .meta(
      get("/catalogue/changes", {
        summary: "List the products that changed since a number",
        description: "`after` is the `seq` of the answer before.",
      }),
    )
    .input(GetCatalogueChanges)
    .output(CatalogueChanges)
    .query(reads(getCatalogueChanges)),
});
