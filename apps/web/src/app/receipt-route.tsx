import { useParams } from "@tanstack/react-router";
import { ReceiptPage } from "../features/receipts/receipt-page.tsx";

/** A receipt to be printed. */
export function ReceiptRoute() {
  const { id } = useParams({ from: "/shell/sales/$id/receipt" });
  return <ReceiptPage key={id} id={id} />;
}
