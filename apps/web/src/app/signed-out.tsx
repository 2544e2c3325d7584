import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { NotLoaded } from "../components/notices.tsx";
import { GoTo } from "../lib/go-to.tsx";
import { isLeaving } from "../lib/leaving.ts";
import { paths } from "../lib/paths.ts";
import { trpc } from "../lib/trpc.ts";
import { PageWithoutMenu } from "./page-without-menu.tsx";

interface SignedOutProps {
  /** Shown while the page is being left for another one of the same browser. */
  readonly leaving?: ReactNode;
}

/** Where a page leads while nobody is signed in: to setup, or to sign-in, which comes back to its address. */
export function SignedOut({ leaving = null }: SignedOutProps) {
  const status = trpc.setup.status.useQuery({});
  if (status.data === undefined)
    return status.isError ? (
      <PageWithoutMenu>
        <NotLoaded query={status} />
      </PageWithoutMenu>
    ) : null;
  if (!status.data.setUp) return <GoTo to={paths.setUp} />;
  return isLeaving() ? leaving : <ToSignIn />;
}

/** Redirects once, with the requested address; the address changes on the way. */
function ToSignIn() {
  const { href } = useLocation();
  const [wanted] = useState(href);
  const navigate = useNavigate();
  useEffect(() => {
    const search = wanted === paths.home || wanted.startsWith(paths.signIn) ? {} : { next: wanted };
    void navigate({ to: paths.signIn, search, replace: true });
  }, [navigate, wanted]);
  return null;
}
