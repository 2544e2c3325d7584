import { useNavigate, useSearch } from "@tanstack/react-router";
import type { RegisteredRouter, RouteById, RouteIds } from "@tanstack/react-router";

type Tree = RegisteredRouter["routeTree"];
type SearchOf<Id extends RouteIds<Tree>> = RouteById<Tree, Id>["types"]["fullSearchSchema"];

/**
 * What the address of this page asks for, and how a part of that is changed: the rest stays, and Back does not go through
 * each change.
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
