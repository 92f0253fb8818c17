// Colours whose contrast with their ground is at least 4.5, in light and in dark.
import { type CSSVariablesResolver, createTheme } from "@mantine/core";

/** The list itself scrolls, as the field that it belongs to expects. */
const choices = {
  defaultProps: {
    withScrollArea: false,
    styles: { options: { maxHeight: 280, overflowY: "auto" as const } },
  },
};

export const theme = createTheme({
  primaryColor: "cyan",
  primaryShade: { light: 9, dark: 9 },
  autoContrast: true,
  cursorType: "pointer",
  defaultRadius: "md",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  headings: { fontWeight: "650" },
  components: {
    Select: choices,
    MultiSelect: choices,
    // A question may take two lines.
    Modal: { styles: { title: { lineHeight: 1.35 } } },
  },
});

/** Under the mouse; the lighter ones that would be there have too little contrast with white. */
const hovered = {
  "--mantine-color-cyan-filled-hover": "#095c6b",
  "--mantine-color-red-filled-hover": "#a61e1e",
};

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...hovered,
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-6)",
    "--mantine-color-anchor": "var(--mantine-color-cyan-9)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
  },
  dark: {
    ...hovered,
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-2)",
    "--mantine-color-anchor": "var(--mantine-color-cyan-4)",
    "--mantine-color-error": "var(--mantine-color-red-4)",
  },
});
