import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { PrintReceiptButton } from "../features/receipts/print-receipt-button.tsx";
import { SalePage } from "../features/sales/sale-page.tsx";
import { paths } from "../lib/paths.ts";

/** The page of a sale, with receipt printing. */
export function SaleRoute() {
  const { id } = useParams({ from: "/shell/sales/$id" });
  const { sheet } = useSearch({ from: "/shell/sales/$id" });
  const navigate = useNavigate({ from: paths.sale });
  return (
    <SalePage
      key={id}
      id={id}
      sheet={sheet}
      onCloseSheet={() => void navigate({ search: {}, replace: true })}
      onReturned={(sale) => void navigate({ to: paths.sale, params: { id: sale.id } })}
      printAction={(sale) => <PrintReceiptButton sale={sale} saleId={sale.id} copy />}
    />
  );
}
