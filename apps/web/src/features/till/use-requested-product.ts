import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { paths } from "../../lib/paths.ts";
import { useCatalogue, useCatalogueState } from "../catalogue/catalogue.ts";

/** Adds the product of the address to the cart, once: a reload or Back must not add it again. */
export function useRequestedProduct(add: (row: CatalogueRow) => void): void {
  const { product } = useSearch({ from: "/shell/sell" });
  const navigate = useNavigate({ from: paths.sell });
  const catalogue = useCatalogue();
  const ready = useCatalogueState() === "ready";
  const addProduct = useEffectEvent((row: CatalogueRow | null) => {
    void navigate({ search: {}, replace: true });
    if (row !== null) add(row);
  });
  useEffect(() => {
    if (product === undefined || !ready) return undefined;
    let current = true;
    void catalogue.get(product).then((row) => {
      if (current) addProduct(row);
    });
    return () => {
      current = false;
    };
  }, [catalogue, product, ready]);
}
