import { useParams } from "@tanstack/react-router";
import { DrawerSessionId } from "@daybook/contract/ids";
import { CloseDrawerPage } from "../features/drawers/close-drawer-page.tsx";
import { useTillStore } from "../features/till/use-till-store.ts";
import { NotFoundPage } from "./error-pages.tsx";

/** The guided closing of one drawer; not found if the address has no valid id. */
export function CloseDrawerRoute() {
  const { id } = useParams({ from: "/shell/end-of-day/$id" });
  const { waiting, refused } = useTillStore().snapshot;
  const parsed = DrawerSessionId.safeParse(id);
  if (!parsed.success) return <NotFoundPage />;
  const unsent = { waiting, refused: refused.length };
  return <CloseDrawerPage key={id} sessionId={parsed.data} unsent={unsent} />;
}
