import type { Drawer } from "@daybook/contract/drawers";
import { Button } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useRepeatKey } from "../../lib/use-repeat-key.ts";
import { endOfDayTexts as texts } from "../../texts/en/end-of-day.ts";

interface OpenWithLeftProps {
  readonly drawer: Pick<Drawer, "id" | "name" | "leftMinor">;
  readonly label: (amount: string) => string;
  readonly primary?: boolean;
  readonly onOpened?: () => void;
}

/** Opens a drawer with what the previous closing left in it, by one press. */
export function OpenWithLeft({ drawer, label, primary, onOpened }: OpenWithLeftProps) {
  const { id, name, leftMinor } = drawer;
  const { money } = useFormats();
  // One key for one amount, so a double click opens it once, and another amount is another opening.
  const { keyOf, answered } = useRepeatKey();
  const opening = trpc.drawers.open.useMutation({
    onSuccess: () => {
      answered();
      showToast({ text: texts.opened(name, money(leftMinor)) });
      onOpened?.();
    },
    onError: (error) => showToast({ text: describeError(error) }),
  });
  return (
    <Button
      {...(primary === true ? { kind: "primary" } : {})}
      pending={opening.isPending}
      onClick={() => {
        const input = { drawerId: id, floatMinor: leftMinor };
        opening.mutate({ key: keyOf(input), ...input });
      }}
    >
      {label(money(leftMinor))}
    </Button>
  );
}
