import { useParams } from "@tanstack/react-router";
import { StockDocumentId } from "@daybook/contract/ids";
import { DocumentPage } from "../features/stock/document-page.tsx";
import { NotFoundPage } from "./error-pages.tsx";

/** The page of a stock document; not found if the address has no valid id. */
export function DocumentRoute() {
  const { id } = useParams({ from: "/shell/ledger/documents/$id" });
  const parsed = StockDocumentId.safeParse(id);
  return parsed.success ? <DocumentPage key={id} id={parsed.data} /> : <NotFoundPage />;
}
