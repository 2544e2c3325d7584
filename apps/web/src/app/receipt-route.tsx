import { useParams } from "@tanstack/react-router";
import { ReceiptPage } from "../features/receipts/receipt-page.tsx";

/** The page of a printable receipt. */
export function ReceiptRoute() {
  const { id } = useParams({ from: "/shell/sales/$id/receipt" });
  return <ReceiptPage key={id} id={id} />;
}
