import { useEffect, useRef } from "react";
import { listTexts } from "../texts/en/notices.ts";
import { Button } from "./button.tsx";

interface MoreRowsProps {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly fetchNextPage: () => unknown;
    readonly rows?: readonly unknown[] | undefined;
  };
}

/** Loads more rows when it is scrolled into view or pressed. */
export function MoreRows({ list }: MoreRowsProps) {
  const place = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const idle = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    const at = place.current;
    if (at === null || !idle) return undefined;
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) fetchNextPage();
      },
      { rootMargin: "600px" },
    );
    watcher.observe(at);
    return () => watcher.disconnect();
  }, [idle, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={place}>
      <p className="print-only">{listTexts.onPaper(list.rows?.length ?? 0)}</p>
      {isFetchNextPageError ? <p role="alert">{listTexts.failed}</p> : null}
      <Button wide pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {listTexts.more}
      </Button>
    </div>
  );
}
