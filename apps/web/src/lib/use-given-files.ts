import { useEffect, useEffectEvent } from "react";

/** Files of some types that are dropped anywhere on the page, or pasted. */
export function useGivenFiles(isWanted: (file: File) => boolean, take: (files: File[]) => void) {
  const give = useEffectEvent((event: Event, data: DataTransfer | null) => {
    const wanted = [...(data?.files ?? [])].filter(isWanted);
    if (wanted.length === 0) return;
    event.preventDefault();
    take(wanted);
  });
  useEffect(() => {
    const ends = new AbortController();
    const { signal } = ends;
    // Otherwise the browser would open a dropped file instead of the page.
    const stay = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    window.addEventListener("dragover", stay, { signal });
    window.addEventListener("drop", stay, { signal });
    window.addEventListener("drop", (event) => give(event, event.dataTransfer), { signal });
    window.addEventListener("paste", (event) => give(event, event.clipboardData), { signal });
    return () => ends.abort();
  }, []);
}
