import { Link, Navigate, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { Settings } from "@daybook/contract/settings";
import type { Me } from "@daybook/contract/users";
import { ColorSchemeSwitch } from "../components/color-scheme-switch.tsx";
import { ConnectionDot } from "../components/connection-dot.tsx";
import { Icon } from "../components/icons.tsx";
import type { IconName } from "../components/icons.tsx";
import { Banner, ErrorNotice, Loading } from "../components/notices.tsx";
import { useAwayForLong } from "../lib/connection.ts";
import { createFormats } from "../lib/format.ts";
import { refusalOf } from "../lib/refusal-of.ts";
import { ShopProvider } from "../lib/shop-context.tsx";
import { trpc } from "../lib/trpc.ts";
import { useLiveUpdates } from "../lib/use-live-updates.ts";
import { shellTexts } from "../texts/en/shell.ts";
import { paths } from "./paths.ts";
import classes from "./shell.module.css";

/** The door: whoever is signed in comes in, everyone else is shown where to sign in or set up. */
export function Shell() {
  const me = trpc.auth.me.useQuery({});
  const signedOut = me.error !== null && refusalOf(me.error)?.code === "not_signed_in";
  const status = trpc.setup.status.useQuery({}, { enabled: signedOut });
  const settings = trpc.settings.get.useQuery({}, { enabled: me.data !== undefined && !signedOut });

  if (signedOut) {
    if (status.data === undefined)
      return status.isError ? (
        <Alone>
          <ErrorNotice error={status.error} onRetry={() => void status.refetch()} />
        </Alone>
      ) : null;
    if (!status.data.setUp) return <Navigate to={paths.setUp} replace />;
    return <ToSignIn />;
  }
  if (me.data !== undefined && settings.data !== undefined)
    return <SignedIn me={me.data} settings={settings.data} />;
  const failed = me.isError ? me : settings.isError ? settings : null;
  return (
    <Alone>
      {failed === null ? (
        <Loading lines={4} />
      ) : (
        <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
      )}
    </Alone>
  );
}

/** To the door, once, with the address that was wanted; the address changes on the way there. */
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

function Alone({ children }: { readonly children: ReactNode }) {
  return <main className={classes.main}>{children}</main>;
}

function SignedIn({ me, settings }: { readonly me: Me; readonly settings: Settings }) {
  useLiveUpdates();
  const away = useAwayForLong();
  const value = useMemo(() => ({ me, settings, formats: createFormats(settings) }), [me, settings]);
  return (
    <ShopProvider value={value}>
      <a href="#main" className={classes.skip}>
        {shellTexts.skip}
      </a>
      <div className={classes.frame}>
        <Rail shopName={settings.name} userName={me.user.name} />
        <div className={classes.page}>
          {away ? <Banner>{shellTexts.away}</Banner> : null}
          <main id="main" tabIndex={-1} className={classes.main}>
            <Outlet />
          </main>
        </div>
      </div>
    </ShopProvider>
  );
}

const PLACES: readonly {
  readonly to: typeof paths.dashboard | typeof paths.products;
  readonly icon: IconName;
  readonly label: string;
}[] = [
  { to: paths.dashboard, icon: "dashboard", label: shellTexts.dashboard },
  { to: paths.products, icon: "products", label: shellTexts.products },
];

function Rail({ shopName, userName }: { readonly shopName: string; readonly userName: string }) {
  return (
    <div className={classes.rail}>
      <div className={classes.shop}>
        <span className={classes.shopName}>{shopName}</span>
        <ConnectionDot />
      </div>
      <nav aria-label={shellTexts.navigation} className={classes.nav}>
        {PLACES.map(({ to, icon, label }) => (
          <Link
            key={to}
            to={to}
            className={classes.place}
            activeProps={{ className: classes.here }}
          >
            <Icon name={icon} />
            <span>{label}</span>
          </Link>
        ))}
      </nav>
      <div className={classes.self}>
        <span className={classes.userName}>{userName}</span>
        <ColorSchemeSwitch className={classes.tool} />
        <SignOut />
      </div>
    </div>
  );
}

function SignOut() {
  const signOut = trpc.auth.signOut.useMutation({
    // A fresh page: nothing of the shop stays in the browser's memory for whoever comes next.
    onSuccess: () => window.location.replace(paths.signIn),
  });
  return (
    <button type="button" className={classes.tool} onClick={() => signOut.mutate({})}>
      <Icon name="signOut" />
      <span>{signOut.isError ? shellTexts.signOutFailed : shellTexts.signOut}</span>
    </button>
  );
}
