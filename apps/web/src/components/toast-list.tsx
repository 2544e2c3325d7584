import { Notifications, notifications } from "@mantine/notifications";
import "@mantine/core/styles/Notification.css";
import "@mantine/notifications/styles.css";
import { useNarrow } from "../lib/use-narrow.ts";
import { toastTexts } from "../texts/en/notices.ts";
import { Button } from "./button.tsx";
import type { Toast } from "./toast.ts";
import classes from "./toast-list.module.css";

/** Long enough to read it and to change one's mind. */
const SHOWN_MS = 10_000;

let shown: string | null = null;

/** Replaces the current toast: otherwise toasts of quick consecutive saves would queue and be outdated. */
export function addToast({ text, action, other }: Toast): void {
  if (shown !== null) notifications.hide(shown);
  const id = notifications.show({
    autoClose: SHOWN_MS,
    withBorder: true,
    className: classes.toast ?? "",
    closeButtonProps: { "aria-label": toastTexts.close, size: 32 },
    role: "status",
    message: (
      <div className={classes.content}>
        <span>{text}</span>
        {[action, other].map((one) =>
          one === undefined ? null : (
            <Button
              key={one.label}
              onClick={() => {
                notifications.hide(id);
                one.run();
              }}
            >
              {one.label}
            </Button>
          ),
        )}
      </div>
    ),
  });
  shown = id;
}

/** The position of toasts: at the top on a phone, because navigation and payment are at the bottom. */
export function ToastList() {
  const position = useNarrow() ? "top-center" : "bottom-center";
  return (
    <Notifications
      position={position}
      limit={2}
      containerWidth={460}
      zIndex={400}
      classNames={{ root: classes.list ?? "" }}
    />
  );
}
