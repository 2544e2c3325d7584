import { useFormats } from "../../lib/shop-context.tsx";
import { drawerWords } from "../../texts/en/drawers.ts";

/** Counted less expected, with its sign and in words; red if cash is missing. */
export function DrawerDifference({ minor }: { readonly minor: number }) {
  const { money } = useFormats();
  if (minor === 0) return <span className="num muted">{money(0)}</span>;
  return minor < 0 ? (
    <span className="num negative">{drawerWords.short(money(minor))}</span>
  ) : (
    <span className="num">{drawerWords.over(`+${money(minor)}`)}</span>
  );
}
