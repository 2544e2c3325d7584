import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { RefObject } from "react";
import type { CashEntry, Drawer, Drawers } from "@daybook/contract/drawers";
import { latePart } from "../../lib/late-part.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useTillJournal } from "../../lib/use-till-journal.ts";
import { trpc } from "../../lib/trpc.ts";
import { drawerWords } from "../../texts/en/drawers.ts";
import { tillDrawerTexts as texts } from "../../texts/en/till-drawer.ts";
import { holdKeys, takingKeys } from "./held-keys.ts";
import type { DrawerSheet } from "./own-drawer.ts";
import classes from "./till-drawer.module.css";

const OpenDrawerSheet = latePart(
  async () => (await import("./open-drawer-sheet.tsx")).OpenDrawerSheet,
);
const MoveCashSheet = latePart(
  takingKeys(async () => (await import("./till-cash-sheet.tsx")).MoveCashSheet),
);
const NoSaleSheet = latePart(async () => (await import("./till-no-sale-sheet.tsx")).NoSaleSheet);

const PrintedCashEntry = latePart(
  async () => (await import("./printed-cash-entry.tsx")).PrintedCashEntry,
);
const ReportSheet = latePart(async () => (await import("./till-report-sheet.tsx")).ReportSheet);

interface TillDrawerProps {
  readonly sheet: DrawerSheet | null;
  readonly onSheet: (sheet: DrawerSheet | null) => void;
}

/** The drawer of this till on Sell: paying out with one tap, the rest in a menu, and what is open of it. */
export function TillDrawer({ sheet, onSheet }: TillDrawerProps) {
  const { data } = trpc.drawers.list.useQuery({});
  const drawer = data?.items.find(({ id }) => id === data.ownDrawerId);
  return data === undefined || drawer === undefined ? null : (
    <Tools drawers={data} drawer={drawer} sheet={sheet} onSheet={onSheet} />
  );
}

interface ToolsProps extends TillDrawerProps {
  readonly drawers: Drawers;
  readonly drawer: Drawer;
}

function Tools({ drawers, drawer, sheet, onSheet }: ToolsProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [printing, setPrinting] = useState<CashEntry | null>(null);
  const journal = useTillJournal();
  const isOpen = drawer.session !== null;
  const show = (wanted: DrawerSheet) => {
    menu.current?.removeAttribute("open");
    // Nothing moves in or out of a closed drawer: it is opened first.
    onSheet(isOpen ? wanted : "open");
    if (isOpen && wanted === "report") journal.record({ kind: "x_taken", detail: drawer.name });
  };
  useShortcuts([
    {
      keys: "F4",
      label: isOpen ? texts.keys.payOut : texts.keys.openDrawer,
      run: () => {
        if (isOpen) holdKeys();
        show("pay_out");
      },
    },
  ]);
  return (
    <section aria-label={texts.tools} className={classes.tools}>
      {isOpen ? (
        <>
          <button type="button" className={classes.tool} onClick={() => show("pay_out")}>
            {texts.payOut}
          </button>
          <DrawerMenu menu={menu} drawer={drawer} onShow={show} />
        </>
      ) : null}
      <Sheet {...{ drawers, drawer, sheet }} onClose={() => onSheet(null)} onPrint={setPrinting} />
      {printing === null ? null : (
        <PrintedCashEntry entry={printing} onPrinted={() => setPrinting(null)} />
      )}
    </section>
  );
}

interface DrawerMenuProps {
  readonly menu: RefObject<HTMLDetailsElement | null>;
  readonly drawer: Drawer;
  readonly onShow: (sheet: DrawerSheet) => void;
}

/** What is done with the drawer less often than paying out. */
const IN_MENU = ["pay_in", "drop", "top_up"] as const;

function DrawerMenu({ menu, drawer, onShow }: DrawerMenuProps) {
  const { moment } = useFormats();
  const maySee = useAllowed("drawers.read");
  const { session } = drawer;
  return (
    <details ref={menu} name="till" className={classes.menu}>
      <summary>{texts.menu}</summary>
      <ul className={classes.list}>
        <li className={`muted ${classes.state}`}>
          {drawer.name}
          {session === null
            ? null
            : `: ${drawerWords.openSince(moment(session.openedAt), session.openedBy)}`}
        </li>
        {IN_MENU.map((kind) => (
          <li key={kind}>
            <button type="button" onClick={() => onShow(kind)}>
              {drawerWords.kinds[kind]}
            </button>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => onShow("no_sale")}>
            {drawerWords.noSale}
          </button>
        </li>
        {maySee ? (
          <li>
            <button type="button" onClick={() => onShow("report")}>
              {drawerWords.reportSoFar}
            </button>
          </li>
        ) : null}
        {session === null ? null : (
          <li>
            <Link to={paths.closeDrawer} params={{ id: session.id }}>
              {texts.countAndClose}
            </Link>
          </li>
        )}
      </ul>
    </details>
  );
}

interface SheetProps extends Pick<ToolsProps, "drawers" | "drawer" | "sheet"> {
  readonly onClose: () => void;
  readonly onPrint: (entry: CashEntry) => void;
}

function Sheet({ drawers, drawer, sheet, onClose, onPrint }: SheetProps) {
  const utils = trpc.useUtils();
  const { session } = drawer;
  if (sheet === "open")
    return (
      <OpenDrawerSheet
        drawer={drawer}
        onClose={onClose}
        // The next payment must not wait for the live update.
        onOpened={(opened) =>
          utils.drawers.list.setData({}, (before) =>
            before === undefined
              ? before
              : {
                  ...before,
                  items: before.items.map((one) => (one.id === opened.id ? opened : one)),
                },
          )
        }
      />
    );
  if (sheet === null || session === null) return null;
  if (sheet === "no_sale") return <NoSaleSheet onClose={onClose} />;
  if (sheet === "report") return <ReportSheet session={session} onClose={onClose} />;
  return (
    <MoveCashSheet
      kind={sheet}
      session={session}
      categories={drawers.payOutCategories}
      onClose={onClose}
      onPrint={onPrint}
    />
  );
}
