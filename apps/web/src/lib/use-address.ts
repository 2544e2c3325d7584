import { useNavigate, useSearch } from "@tanstack/react-router";
import type { RegisteredRouter, RouteById, RouteIds } from "@tanstack/react-router";

type Tree = RegisteredRouter["routeTree"];
type SearchOf<Id extends RouteIds<Tree>> = RouteById<Tree, Id>["types"]["fullSearchSchema"];

/**
 * The search parameters of this page, and a function that changes some of them: the others stay, and Back does not step
 * through each change.
 */
export function useAddress<const Id extends RouteIds<Tree>>(
  from: Id,
): readonly [search: SearchOf<Id>, change: (next: Partial<SearchOf<Id>>) => void] {
  const search = useSearch({ from });
  const navigate = useNavigate();
  const change = (next: Partial<SearchOf<Id>>) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...next }), replace: true });
  return [search, change];
}
