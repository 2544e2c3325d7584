import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ReceiveSection } from "../features/stock/receive-section.tsx";
import { RecentMovements } from "../features/stock/recent-movements.tsx";
import { WhyNumber } from "../features/stock/why-number.tsx";
import { PastSalesOf } from "../features/past-sales/past-sales-of.tsx";
import { ProductPictures } from "../features/pictures/product-pictures.tsx";
import { ProductFiles } from "../features/pictures/record-files.tsx";
import { ProductPage } from "../features/products/product-page.tsx";
import { useAllowed } from "../lib/shop-context.tsx";
import { paths } from "../lib/paths.ts";

/** A product's page, composed of the features with product data. */
export function ProductRoute() {
  const { id } = useParams({ from: "/shell/products/$id" });
  const { sheet } = useSearch({ from: "/shell/products/$id" });
  const navigate = useNavigate({ from: paths.product });
  const mayReceive = useAllowed("movements.receive");
  const seesSales = useAllowed("sales.read");
  const mayReadLedger = useAllowed("movements.read");
  return (
    <ProductPage
      key={id}
      id={id}
      editing={sheet === "edit"}
      onCloseSheet={() => void navigate({ search: {}, replace: true })}
      figure={({ product, ...figure }) => <WhyNumber productId={product.id} {...figure} />}
    >
      {(product) => (
        <>
          <ProductPictures product={product} />
          {product.kind !== "stock" ? null : (
            <>
              {mayReceive && product.active ? <ReceiveSection product={product} /> : null}
              {mayReadLedger ? <RecentMovements productId={product.id} /> : null}
            </>
          )}
          <ProductFiles productId={product.id} />
          {seesSales ? <PastSalesOf product={product.id} /> : null}
        </>
      )}
    </ProductPage>
  );
}
