import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import "./kit-styles.ts";
import { styleNonce } from "./style-nonce.ts";
import { theme, themeVariables } from "./theme.ts";

// The key is also read by public/prepare.js, before anything is painted.
const colorSchemeManager = localStorageColorSchemeManager({ key: "daybook-color-scheme" });

/** Colours, type and the kit's settings for everything below; follows the system until someone chooses. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={themeVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
