import { useParams } from "@tanstack/react-router";
import { DrawerSessionId } from "@daybook/contract/ids";
import { CloseDrawerPage } from "../features/drawers/close-drawer-page.tsx";
import { NotFoundPage } from "./error-pages.tsx";
import { useUnsent } from "./use-unsent.ts";

/** The guided closing of one drawer; not found if the address has no valid id. */
export function CloseDrawerRoute() {
  const { id } = useParams({ from: "/shell/end-of-day/$id" });
  const unsent = useUnsent();
  const parsed = DrawerSessionId.safeParse(id);
  if (!parsed.success) return <NotFoundPage />;
  return <CloseDrawerPage key={id} sessionId={parsed.data} unsent={unsent} />;
}
