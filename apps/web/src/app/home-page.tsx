import { GoTo } from "../lib/go-to.tsx";
import { useShop } from "../lib/shop-context.tsx";
import { firstPlace } from "./places.ts";

/** Where a person begins. */
export function HomePage() {
  return <GoTo to={firstPlace(useShop().me.permissions)} />;
}
