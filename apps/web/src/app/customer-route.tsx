import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { CustomerPage } from "../features/customers/customer-page.tsx";
import { AuditTrail } from "../features/reports/audit-trail.tsx";
import { PastSalesOf } from "../features/past-sales/past-sales-of.tsx";
import { CustomerSales } from "../features/sales/customer-sales.tsx";
import { useAllowed } from "../lib/shop-context.tsx";
import { paths } from "../lib/paths.ts";

/** A customer's page with purchases and change history. */
export function CustomerRoute() {
  const { id } = useParams({ from: "/shell/customers/$id" });
  const { sheet } = useSearch({ from: "/shell/customers/$id" });
  const navigate = useNavigate({ from: paths.customer });
  const seesSales = useAllowed("sales.read");
  const seesAudit = useAllowed("reports.audit");
  return (
    <CustomerPage
      key={id}
      id={id}
      editing={sheet === "edit"}
      onEdit={() => void navigate({ search: { sheet: "edit" } })}
      onCloseSheet={() => void navigate({ search: {}, replace: true })}
    >
      {(customer) => (
        <>
          {seesSales ? <CustomerSales customerId={customer.id} /> : null}
          {seesSales ? <PastSalesOf customer={customer.id} /> : null}
          {seesAudit ? <AuditTrail entity="customer" entityId={customer.id} /> : null}
        </>
      )}
    </CustomerPage>
  );
}
