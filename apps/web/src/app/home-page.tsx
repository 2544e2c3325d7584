import { Navigate } from "@tanstack/react-router";
import { useAllowed } from "../lib/shop-context.tsx";
import { paths } from "./paths.ts";

/** Where a person begins: the day's figures for those who may see them, the shelves for everyone else. */
export function HomePage() {
  const seesFigures = useAllowed("reports.read");
  return <Navigate to={seesFigures ? paths.dashboard : paths.products} replace />;
}
