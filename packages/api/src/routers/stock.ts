import {
  AdjustStock,
  BookedStockDocument,
  ExplainStock,
  GetStockDocument,
  ListMovements,
  MovementPage,
  ReceiveGoods,
  RecordOpening,
  ReverseStockDocument,
  StockDocument,
  StockExplanation,
  TransferStock,
  WasteStock,
} from "@daybook/contract/stock";
import { adjustStock } from "@daybook/core/stock/adjust-stock";
import { explainStock } from "@daybook/core/stock/explain-stock";
import { getStockDocument } from "@daybook/core/stock/get-stock-document";
import { listMovements } from "@daybook/core/stock/movements";
import { receiveGoods } from "@daybook/core/stock/receive-goods";
import { recordOpening } from "@daybook/core/stock/record-opening";
import { reverseStockDocument } from "@daybook/core/stock/reverse-stock-document";
import { transferStock } from "@daybook/core/stock/transfer-stock";
import { wasteStock } from "@daybook/core/stock/waste-stock";
import { movementColumns } from "../csv-columns.ts";
import { can, get, once, post, reads, router } from "../trpc.ts";

export const stock = router({
  list: can("movements.read")
    .meta(
      get("/movements", {
        summary: "List stock movements",
        description: "Newest first.",
        refuses: ["not_found"],
        csv: movementColumns,
      }),
    )
    .input(ListMovements)
    .output(MovementPage)
    .query(reads(listMovements)),
  getDocument: can("movements.read")
    .meta(
      get("/movements/documents/{id}", {
        summary: "Get a stock document with its movements",
        refuses: ["not_found"],
      }),
    )
    .input(GetStockDocument)
    .output(BookedStockDocument)
    .query(reads(getStockDocument)),
  explain: can("movements.read")
    .meta(
      get("/movements/explain", {
        summary: "Explain how much of a product is in stock",
        description: "Adds up the movements behind the quantity and changes nothing.",
        refuses: ["not_found"],
      }),
    )
    .input(ExplainStock)
    .output(StockExplanation)
    .query(reads(explainStock)),
  opening: can("movements.opening")
    .meta(
      post("/movements/openings", {
        summary: "Record opening stock",
        description:
          "Writes one document with a movement for each line, or nothing. `costMinor` is the cost of the whole line.",
        refuses: [
          "not_found",
          "inactive",
          "not_stocked",
          "fraction_not_allowed",
          "happens_in_future",
          "too_long_ago",
        ],
      }),
    )
    .input(RecordOpening)
    .output(StockDocument)
    .mutation(once(recordOpening)),
  receive: can("movements.receive")
    .meta(
      post("/movements/receipts", {
        summary: "Receive goods",
        description:
          "Writes one document with a movement for each line, or nothing. `costMinor` is the cost of the whole line.",
        refuses: [
          "not_found",
          "inactive",
          "not_stocked",
          "fraction_not_allowed",
          "happens_in_future",
          "too_long_ago",
        ],
      }),
    )
    .input(ReceiveGoods)
    .output(StockDocument)
    .mutation(once(receiveGoods)),
  adjust: can("movements.adjust")
    .meta(
      post("/movements/adjustments", {
        summary: "Adjust stock",
        description:
          "A positive quantity was found, a negative one is missing; both are valued at the average cost.",
        refuses: [
          "not_found",
          "inactive",
          "not_stocked",
          "fraction_not_allowed",
          "happens_in_future",
          "too_long_ago",
          "insufficient_stock",
          "insufficient_stock_then",
        ],
      }),
    )
    .input(AdjustStock)
    .output(StockDocument)
    .mutation(once(adjustStock)),
  waste: can("movements.adjust")
    .meta(
      post("/movements/waste", {
        summary: "Record waste",
        description: "The goods leave at the average cost.",
        refuses: [
          "not_found",
          "inactive",
          "not_stocked",
          "fraction_not_allowed",
          "happens_in_future",
          "too_long_ago",
          "insufficient_stock",
          "insufficient_stock_then",
        ],
      }),
    )
    .input(WasteStock)
    .output(StockDocument)
    .mutation(once(wasteStock)),
  transfer: can("movements.transfer")
    .meta(
      post("/movements/transfers", {
        summary: "Transfer stock between locations",
        description: "Writes one document with a movement for each line, or nothing.",
        refuses: [
          "not_found",
          "inactive",
          "not_stocked",
          "fraction_not_allowed",
          "happens_in_future",
          "too_long_ago",
          "insufficient_stock",
          "insufficient_stock_then",
        ],
      }),
    )
    .input(TransferStock)
    .output(StockDocument)
    .mutation(once(transferStock)),
  // Requires the permission to adjust stock; core also checks the permission to create such a document.
  reverse: can("movements.adjust")
    .meta(
      post("/movements/documents/{id}/reversal", {
        summary: "Reverse a stock document",
        description:
          "Reverses every movement of the document at its own cost, once, on the business day it was recorded. Needs the right to make such a document besides.",
        refuses: [
          "not_found",
          "wrong_state",
          "cannot_undo",
          "inactive",
          "insufficient_stock",
          "insufficient_stock_then",
        ],
      }),
    )
    .input(ReverseStockDocument)
    .output(BookedStockDocument)
    .mutation(once(reverseStockDocument)),
});
