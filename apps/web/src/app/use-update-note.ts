import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { showToast } from "../components/toasts.tsx";
import { deviceValue } from "../lib/device-storage.ts";
import { paths } from "../lib/paths.ts";
import { shellTexts } from "../texts/en/shell.ts";

/** The version that this device showed last; empty on a new device, which has nothing to compare. */
const shownVersion = deviceValue("shown-version", "");

/** Says once on each device that Daybook was updated, with a link to what changed. */
export function useUpdateNote(version: string = String(import.meta.env.DAYBOOK_VERSION)): void {
  const navigate = useNavigate();
  useEffect(() => {
    const before = shownVersion.get();
    if (before === version) return;
    shownVersion.set(version);
    if (before === "") return;
    showToast({
      text: shellTexts.updated(version),
      action: { label: shellTexts.whatIsNew, run: () => void navigate({ to: paths.about }) },
    });
  }, [navigate, version]);
}
