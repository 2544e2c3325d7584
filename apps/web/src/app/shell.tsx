import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import type { Settings } from "@daybook/contract/settings";
import type { MeNow } from "@daybook/contract/users";
import { useCatalogueState } from "../features/catalogue/catalogue.ts";
import { CatalogueProvider } from "../features/catalogue/catalogue-provider.tsx";
import { Banner, Loading, NotLoaded } from "../components/notices.tsx";
import { LinkTabs } from "../components/tabs.tsx";
import { Toasts } from "../components/toasts.tsx";
import { UnsentSales } from "../features/till/unsent-sales.tsx";
import { useAwayForLong } from "../lib/connection.ts";
import { createFormats } from "../lib/format.ts";
import { lateCode, loadLateCode } from "../lib/late-code.ts";
import { PasswordGateProvider } from "../components/password-gate.tsx";
import { refusalOf } from "../lib/refusal-of.ts";
import { ScannerProvider } from "../lib/scanner/use-scans.tsx";
import { ShopProvider, useShop } from "../lib/shop-context.tsx";
import { ShortcutListener, useShortcuts } from "../lib/shortcuts.tsx";
import { trpc } from "../lib/trpc.ts";
import { useRestoredFocus } from "../lib/use-restored-focus.ts";
import { useLiveUpdates } from "../lib/use-live-updates.ts";
import { shellTexts } from "../texts/en/shell.ts";
import { latePart } from "../lib/late-part.tsx";
import { paths } from "../lib/paths.ts";
import { siblingPages, placesFor, SCAN } from "./places.ts";
import { IdleLock } from "./idle-lock.tsx";
import { PageWithoutMenu } from "./page-without-menu.tsx";
import { Rail } from "./rail.tsx";
import { SignedOut } from "./signed-out.tsx";
import { TopBar } from "./top-bar.tsx";
import { useUpdateNote } from "./use-update-note.ts";
import classes from "./shell.module.css";

const sampleShop = () => import("../features/settings/sample-banner.tsx");
const SampleBanner = latePart(async () => (await sampleShop()).SampleBanner);
const LeaveSampleShop = latePart(async () => (await sampleShop()).LeaveSampleShop);

const loadPalette = lateCode(() => import("./command-palette.tsx"));
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }));
const loadShortcuts = lateCode(() => import("./shortcut-sheet.tsx"));
const ShortcutSheet = lazy(async () => ({ default: (await loadShortcuts()).ShortcutSheet }));

const loadRecordBanners = lateCode(() => import("./record-banners.tsx"));
const RecordBanners = lazy(async () => ({ default: (await loadRecordBanners()).RecordBanners }));

/** Shows the app to signed-in users and redirects others to sign-in or setup. */
export function Shell() {
  const me = trpc.auth.me.useQuery({});
  const signedOut = me.error !== null && refusalOf(me.error)?.code === "not_signed_in";
  const settings = trpc.settings.get.useQuery({}, { enabled: me.data !== undefined && !signedOut });

  if (signedOut) return <SignedOut leaving={<LoadingFrame />} />;
  if (me.data !== undefined && settings.data !== undefined)
    return <SignedIn me={me.data} settings={settings.data} />;
  const failed = me.isError || settings.isError;
  if (!failed) return <LoadingFrame />;
  return (
    <PageWithoutMenu>
      <NotLoaded query={[me, settings]} lines={4} />
      {me.data?.sampleShop === true ? <LeaveSampleShop /> : null}
    </PageWithoutMenu>
  );
}

/** About as many places as the navigation has. */
const PLACES_TO_COME = 12;

/** The layout before the user is known: placeholders for the navigation, the page's heading and its rows. */
function LoadingFrame() {
  return (
    <div className={classes.frame}>
      <div className={classes.rail}>
        <div className={classes.placesToCome}>
          <Loading lines={PLACES_TO_COME} />
        </div>
        <div className={classes.bar} />
      </div>
      <div className={classes.page}>
        <PageWithoutMenu>
          <Loading shape="page" lines={8} />
        </PageWithoutMenu>
      </div>
    </div>
  );
}

function SignedIn({ me, settings }: { readonly me: MeNow; readonly settings: Settings }) {
  useLiveUpdates(me.lastSeq);
  useUpdateNote();
  const navigate = useNavigate();
  const value = useMemo(() => ({ me, settings, formats: createFormats(settings) }), [me, settings]);
  return (
    <ShopProvider value={value}>
      <ScannerProvider onUnclaimed={(code) => void navigate({ to: paths.scan, search: { code } })}>
        <CatalogueProvider>
          <PasswordGateProvider>
            <ShortcutListener />
            <Toasts />
            <IdleLock>
              <Frame />
            </IdleLock>
          </PasswordGateProvider>
        </CatalogueProvider>
      </ScannerProvider>
    </ShopProvider>
  );
}

type Layer = "palette" | "shortcuts";

function Frame() {
  const { me, settings } = useShop();
  const { permissions } = me;
  const { pathname } = useLocation();
  const away = useAwayForLong();
  const [layer, setLayer] = useState<Layer | null>(null);
  const wide = pathname === paths.sell;
  const beside = siblingPages(pathname, permissions);
  usePlaceKeys(setLayer);
  const catalogueLoads = useCatalogueState() === "loading";
  // After the products, which the till needs first. Again when the server is back, for code that could not be loaded.
  useEffect(() => {
    if (!away && !catalogueLoads) void loadLateCode();
  }, [away, catalogueLoads]);
  useRestoredFocus();
  return (
    <>
      <a href="#main" className={classes.skip}>
        {shellTexts.skip}
      </a>
      <div className={classes.frame} data-wide={wide}>
        <Rail />
        <div className={classes.page} data-wide={wide}>
          {/* Its height is kept until it is loaded, so that nothing moves. */}
          <div data-sample={me.sampleShop} className={classes.sample}>
            <SampleBanner />
          </div>
          <UnsentSales onSell={wide} />
          <TopBar phoneOnly={wide} onCommand={() => setLayer("palette")} />
          {away ? <Banner>{shellTexts.away}</Banner> : null}
          {!catalogueLoads && permissions.includes("backups.read") ? (
            <Suspense>
              <RecordBanners />
            </Suspense>
          ) : null}
          <main id="main" tabIndex={-1} className={classes.main} data-wide={wide}>
            <p className="print-only">{settings.name}</p>
            {beside.length === 0 ? null : (
              <LinkTabs label={shellTexts.pagesNavigation} tabs={beside} />
            )}
            <Outlet />
          </main>
        </div>
      </div>
      <Suspense>
        {layer === "palette" ? <CommandPalette onClose={() => setLayer(null)} /> : null}
        {layer === "shortcuts" ? <ShortcutSheet onClose={() => setLayer(null)} /> : null}
      </Suspense>
    </>
  );
}

/** Global shortcuts: those of each page, the palette, the list of shortcuts, the search box. */
function usePlaceKeys(open: (layer: Layer) => void): void {
  const navigate = useNavigate();
  const { permissions } = useShop().me;
  useShortcuts([
    { keys: "Mod+K", label: shellTexts.command, run: () => open("palette") },
    { keys: "?", label: shellTexts.showShortcuts, run: () => open("shortcuts") },
    { keys: "/", label: shellTexts.focusSearch, run: focusSearch },
    ...[...placesFor(permissions), SCAN].map(({ to, keys, label }) => ({
      keys,
      label: shellTexts.goTo(label),
      run: () => void navigate({ to }),
    })),
  ]);
}

function focusSearch(): void {
  const boxes = document.querySelectorAll<HTMLInputElement>(
    "main [data-search] input, main input[data-search]",
  );
  const [box] = boxes;
  box?.focus();
  box?.select();
}
