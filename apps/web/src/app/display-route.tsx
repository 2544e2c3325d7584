import { DisplayPage } from "../features/display/display-page.tsx";
import { refusalOf } from "../lib/refusal-of.ts";
import { trpc } from "../lib/trpc.ts";
import { SignedOut } from "./signed-out.tsx";

/** The customer display: without the menu, for someone who is signed in. */
export function DisplayRoute() {
  const me = trpc.auth.me.useQuery({});
  return refusalOf(me.error)?.code === "not_signed_in" ? <SignedOut /> : <DisplayPage />;
}
