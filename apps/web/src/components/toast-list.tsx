import { Notifications, notifications } from "@mantine/notifications";
import "@mantine/core/styles/Notification.css";
import "@mantine/notifications/styles.css";
import { useNarrow } from "../lib/use-narrow.ts";
import { toastTexts } from "../texts/en/notices.ts";
import { Button } from "./button.tsx";
import type { Toast } from "./toasts.tsx";
import classes from "./toast-list.module.css";

/** Long enough to read it and to change one's mind. */
const SHOWN_MS = 10_000;

/** Puts a toast into the list. */
export function addToast({ text, action }: Toast): void {
  const id = notifications.show({
    autoClose: SHOWN_MS,
    withBorder: true,
    className: classes.toast ?? "",
    closeButtonProps: { "aria-label": toastTexts.close, size: 32 },
    role: "status",
    message: (
      <div className={classes.content}>
        <span>{text}</span>
        {action === undefined ? null : (
          <Button
            onClick={() => {
              notifications.hide(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
    ),
  });
}

/** Where toasts appear: on a phone at the top, because the ways on and the button to pay are at the bottom. */
export function ToastList() {
  const position = useNarrow() ? "top-center" : "bottom-center";
  return <Notifications position={position} limit={2} containerWidth={460} zIndex={400} />;
}
