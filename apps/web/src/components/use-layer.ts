import { useEffect, useState } from "react";
import { useScans } from "../lib/scanner/use-scans.tsx";
import { formTexts } from "../texts/en/form.ts";
import { showToast } from "./toasts.tsx";

/** What every dialog and side sheet does: it restores the focus when it closes, and keeps scans from the page below. */
export function useLayer(): void {
  const [opener] = useState(() => document.activeElement);
  // Its own scan receivers have priority; the page below must not react to scans.
  useScans((code) => showToast({ text: formTexts.scanNotHere(code) }));
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
}
