import { useFormats } from "../../lib/shop-context.tsx";
import { drawerWords } from "../../texts/en/drawers.ts";

/** Counted less expected: over or short in words, short in red. */
export function DrawerDifference({ minor }: { readonly minor: number }) {
  const { money } = useFormats();
  if (minor === 0) return <span className="num muted">{money(0)}</span>;
  return (
    <span className={minor < 0 ? "num negative" : "num"}>
      {minor < 0 ? drawerWords.short(money(-minor)) : drawerWords.over(money(minor))}
    </span>
  );
}
