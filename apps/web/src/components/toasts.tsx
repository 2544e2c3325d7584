import { Notifications, notifications } from "@mantine/notifications";
import "@mantine/core/styles/Notification.css";
import "@mantine/notifications/styles.css";
import { toastTexts } from "../texts/en/notices.ts";
import { Button } from "./button.tsx";
import classes from "./toasts.module.css";

export interface Toast {
  readonly text: string;
  /** The one thing to do about it, such as undoing it. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Long enough to read it and to change one's mind. */
const SHOWN_MS = 10_000;

/** Says that something was done, at the edge of the screen; never the only place of an error. */
export function showToast({ text, action }: Toast): void {
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

/** Where toasts appear. Mounted once. */
export function Toasts() {
  return <Notifications position="bottom-center" limit={2} containerWidth={460} zIndex={400} />;
}
