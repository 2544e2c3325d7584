import { GetPastSale, ListPastSales, PastSale, PastSalePage } from "@daybook/contract/past-sales";
import { getPastSale, listPastSales } from "@daybook/core/past-sales/past-sales";
import { pastSaleColumns } from "../csv-columns.ts";
import { can, get, reads, router } from "../trpc.ts";

export const pastSales = router({
  list: can("sales.read")
    .meta(
      get("/past-sales", {
        summary: "List sales of a former system",
        description: "Imported for the reports. Newest first.",
        refuses: ["not_found"],
        csv: pastSaleColumns,
      }),
    )
    .input(ListPastSales)
    .output(PastSalePage)
    .query(reads(listPastSales)),
  get: can("sales.read")
    .meta(
      get("/past-sales/{id}", { summary: "Get a sale of a former system", refuses: ["not_found"] }),
    )
    .input(GetPastSale)
    .output(PastSale)
    .query(reads(getPastSale)),
});
