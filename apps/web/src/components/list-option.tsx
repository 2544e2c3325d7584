// The native datalist cannot show a price and stock next to a name, so this uses ARIA roles on plain elements.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

interface ListOptionProps {
  readonly id: string;
  /** It is the active option. */
  readonly active: boolean;
  /** Enter picks it even if no option is active. */
  readonly first?: boolean;
  readonly className: string | undefined;
  readonly onPick: () => void;
  readonly children: ReactNode;
}

/** One option of a list below a field: the keys of the field move to it, the pointer picks it. */
export function ListOption({ id, active, first, className, onPick, children }: ListOptionProps) {
  const at = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) at.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // Enter in the field picks; the option itself is for the pointer.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={at}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      data-first={first === true ? true : undefined}
      className={className}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {children}
    </div>
  );
}
