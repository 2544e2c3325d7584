import { memo, useState } from "react";
import { picturePath } from "@daybook/contract/picture-path";
import { monogramOf } from "../lib/monogram.ts";
import classes from "./product-thumb.module.css";

interface ProductThumbProps {
  readonly name: string;
  /** The first picture; null without one. */
  readonly picture: string | null;
  /** The color of the category. */
  readonly hue: number | undefined;
  /** Larger for tiles; by default as high as a line of a list. */
  readonly large?: boolean;
}

/**
 * The small picture of a product next to its name, always in the same square, so that nothing moves when it arrives.
 * Without a picture, or while it cannot be loaded, the color of the category and the first letters of the name.
 */
export const ProductThumb = memo(function ProductThumb({
  name,
  picture,
  hue,
  large = false,
}: ProductThumbProps) {
  const [missing, setMissing] = useState<string | null>(null);
  const side = large ? 36 : 28;
  if (picture === null || picture === missing)
    return (
      <span
        className={classes.letters}
        data-large={large || undefined}
        data-letters={monogramOf(name)}
        data-hue={hue}
        aria-hidden="true"
      />
    );
  return (
    <img
      className={classes.picture}
      data-large={large || undefined}
      src={picturePath(picture, "small")}
      alt=""
      width={side}
      height={side}
      loading="lazy"
      decoding="async"
      onError={() => setMissing(picture)}
    />
  );
});
