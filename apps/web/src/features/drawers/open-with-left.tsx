import { useRef } from "react";
import type { Drawer } from "@daybook/contract/drawers";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
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
  // One key, so a double click opens it once.
  const key = useRef(newId());
  const opening = trpc.drawers.open.useMutation({
    onSuccess: () => {
      showToast({ text: texts.opened(name, money(leftMinor)) });
      onOpened?.();
    },
    onError: (error) => showToast({ text: describeError(error) }),
  });
  return (
    <Button
      {...(primary === true ? { kind: "primary" } : {})}
      pending={opening.isPending}
      onClick={() => opening.mutate({ key: key.current, drawerId: id, floatMinor: leftMinor })}
    >
      {label(money(leftMinor))}
    </Button>
  );
}
