import type { DisplayView } from "@daybook/contract/display";
import { picturePath } from "@daybook/contract/picture-path";
import classes from "./display-page.module.css";

/** Nobody is served: the shop, its logo and its greeting. */
export function DisplayIdle({ shop }: { readonly shop: DisplayView["shop"] }) {
  const { name, logo, greeting } = shop;
  return (
    <div className={classes.idle}>
      {logo === null ? null : (
        <img className={classes.logo} src={picturePath(logo, "large")} alt="" />
      )}
      <h1 className={classes.shop} dir="auto">
        {name}
      </h1>
      {greeting === "" ? null : (
        <p className={classes.greeting} dir="auto">
          {greeting}
        </p>
      )}
    </div>
  );
}
