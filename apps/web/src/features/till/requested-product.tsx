import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { paths } from "../../lib/paths.ts";
import { useCatalogue, useCatalogueState } from "../catalogue/catalogue.ts";

interface RequestedProductProps {
  readonly id: string;
  readonly onFound: (row: CatalogueRow) => void;
}

/** Adds the product of the address to the cart, once: a reload or Back must not add it again. */
export function RequestedProduct({ id, onFound }: RequestedProductProps) {
  const navigate = useNavigate({ from: paths.sell });
  const catalogue = useCatalogue();
  const ready = useCatalogueState() === "ready";
  const addProduct = useEffectEvent((row: CatalogueRow | null) => {
    void navigate({ search: {}, replace: true });
    if (row !== null) onFound(row);
  });
  useEffect(() => {
    if (!ready) return undefined;
    let current = true;
    void catalogue.get(id).then((row) => {
      if (current) addProduct(row);
    });
    return () => {
      current = false;
    };
  }, [catalogue, id, ready]);
  return null;
}
