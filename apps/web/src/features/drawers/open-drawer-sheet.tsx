import { OpenDrawer } from "@daybook/contract/drawers";
import type { Drawer } from "@daybook/contract/drawers";
import { Form } from "../../components/form.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { showToast } from "../../components/toasts.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import type { Formats } from "../../lib/format.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { typed } from "../../lib/typed-number.ts";
import { countCashTexts } from "../../texts/en/count-cash.ts";
import { endOfDayTexts as texts } from "../../texts/en/end-of-day.ts";
import { CountPieces } from "./count-pieces.tsx";
import { cashCounted, cashToCount, isUncounted } from "./counted-cash.ts";

interface OpenDrawerSheetProps {
  readonly drawer: Pick<Drawer, "id" | "name" | "leftMinor" | "everClosed">;
  readonly onClose: () => void;
  readonly onOpened?: (drawer: Drawer) => void;
}

/** Opens a drawer. The float is what was left in it, or what is counted now. */
export function OpenDrawerSheet({ drawer, onClose, onOpened }: OpenDrawerSheetProps) {
  const { id, name, leftMinor, everClosed } = drawer;
  const formats = useFormats();
  const opening = trpc.drawers.open.useMutation();
  const form = useContractForm({
    contract: OpenDrawer,
    draft: { name: `open-drawer:${id}`, about: String(leftMinor) },
    initial: {
      byTotal: true,
      floatMinor: typed(leftMinor),
      pieces: cashToCount(formats.style),
    },
    input: ({ floatMinor, ...cash }, key) => {
      const { amountMinor, ...pieces } = cashCounted({ ...cash, totalMinor: floatMinor });
      return { key, drawerId: id, floatMinor: amountMinor, ...pieces };
    },
    send: (input) => opening.mutateAsync(input),
    onSaved: (opened) => {
      const floatMinor = opened.session?.floatMinor ?? 0;
      showToast({ text: texts.opened(name, formats.money(floatMinor)) });
      onOpened?.(opened);
      onClose();
    },
    numbers: formats,
    unusual: ({ floatMinor, ...cash }) =>
      isUncounted({ ...cash, totalMinor: floatMinor })
        ? countCashTexts.nothingCounted(formats.money(0))
        : null,
  });
  const { byTotal, pieces, floatMinor } = form.values;
  const { amountMinor } = cashCounted({ byTotal, pieces, totalMinor: floatMinor });
  const overnightMinor = amountMinor - leftMinor;
  return (
    <SideSheet title={texts.openTitle(name)} closeLabel={texts.close} onClose={onClose}>
      <p className="muted">{openLead(drawer, formats.money)}</p>
      <Form form={form} submitLabel={texts.open} onCancel={onClose}>
        <CountPieces
          pieces={pieces}
          row={(index) => form.field(`pieces.${index}.pieces`)}
          total={form.field("floatMinor")}
          byTotal={form.field("byTotal")}
          formats={formats}
          focused
        />
        {!everClosed || overnightMinor === 0 || Number.isNaN(overnightMinor) ? null : (
          <p className="muted">
            {texts.floatDiffers(formats.money(Math.abs(overnightMinor)), overnightMinor < 0)}
          </p>
        )}
      </Form>
    </SideSheet>
  );
}

function openLead(
  { leftMinor, everClosed }: OpenDrawerSheetProps["drawer"],
  money: Formats["money"],
): string {
  if (!everClosed) return texts.openFirst;
  return leftMinor === 0 ? texts.openEmpty(money(0)) : texts.openLead(money(leftMinor));
}
