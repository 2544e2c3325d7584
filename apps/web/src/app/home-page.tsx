import { Navigate } from "@tanstack/react-router";
import { useShop } from "../lib/shop-context.tsx";
import { firstPlace } from "./places.ts";

/** Where a person begins. */
export function HomePage() {
  return <Navigate to={firstPlace(useShop().me.permissions)} replace />;
}
