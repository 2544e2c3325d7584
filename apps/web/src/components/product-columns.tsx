import { Link } from "@tanstack/react-router";
import { paths } from "../lib/paths.ts";
import type { Column } from "./data-table.tsx";

interface Named {
  readonly product: { readonly id: string; readonly name: string };
}

/** The column with the product's name and link. */
export function productColumn(title: string): Column<Named> {
  return {
    key: "product",
    title,
    phone: "name",
    cell: ({ product }) => (
      <Link to={paths.product} params={{ id: product.id }}>
        {product.name}
      </Link>
    ),
  };
}

interface Coded {
  readonly product: { readonly sku: string };
}

/** The column with the product's SKU. */
export function skuColumn(title: string): Column<Coded> {
  return {
    key: "sku",
    title,
    cell: ({ product }) => <span className="code">{product.sku}</span>,
  };
}
