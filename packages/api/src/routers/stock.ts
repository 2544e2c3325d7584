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
    .meta(get("/movements", { csv: movementColumns }))
    .input(ListMovements)
    .output(MovementPage)
    .query(reads(listMovements)),
  getDocument: can("movements.read")
    .meta(get("/movements/documents/{id}"))
    .input(GetStockDocument)
    .output(BookedStockDocument)
    .query(reads(getStockDocument)),
  explain: can("movements.read")
    .meta(get("/movements/explain"))
    .input(ExplainStock)
    .output(StockExplanation)
    .query(reads(explainStock)),
  opening: can("movements.opening")
    .meta(post("/movements/openings"))
    .input(RecordOpening)
    .output(StockDocument)
    .mutation(once(recordOpening)),
  receive: can("movements.receive")
    .meta(post("/movements/receipts"))
    .input(ReceiveGoods)
    .output(StockDocument)
    .mutation(once(receiveGoods)),
  adjust: can("movements.adjust")
    .meta(post("/movements/adjustments"))
    .input(AdjustStock)
    .output(StockDocument)
    .mutation(once(adjustStock)),
  waste: can("movements.adjust")
    .meta(post("/movements/waste"))
    .input(WasteStock)
    .output(StockDocument)
    .mutation(once(wasteStock)),
  transfer: can("movements.transfer")
    .meta(post("/movements/transfers"))
    .input(TransferStock)
    .output(StockDocument)
    .mutation(once(transferStock)),
  // Whoever may correct stock; core asks for the right to make such a document besides.
  reverse: can("movements.adjust")
    .meta(post("/movements/documents/{id}/reversal"))
    .input(ReverseStockDocument)
    .output(BookedStockDocument)
    .mutation(once(reverseStockDocument)),
});
