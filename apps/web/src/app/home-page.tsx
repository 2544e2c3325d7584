import { GoTo } from "../lib/go-to.tsx";
import { useShop } from "../lib/shop-context.tsx";
import { firstPlace } from "./places.ts";

/** Redirects to the user's start page. */
export function HomePage() {
  return <GoTo to={firstPlace(useShop().me.permissions)} />;
}
