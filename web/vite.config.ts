// The pages are built into dist: index.html, docs.html and assets with names made from their contents.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compress } from "./compress.ts";
import { completeLicences } from "./licences.ts";

// `npm run dev` serves the sources and passes requests on to a running glimt.
const server = process.env.GLIMT_URL ?? "https://127.0.0.1:8443";
// What the scripts are made of, with the words under which it may be passed on.
const licences = "licences.txt";
const passOn = { target: server, secure: false };

export default defineConfig({
  plugins: [react(), completeLicences(licences), compress()],
  build: {
    target: "es2023",
    // Browsers that know light-dark().
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["index.html", "docs.html"],
      checks: { pluginTimings: false },
    },
    chunkSizeWarningLimit: 900,
    license: { fileName: licences },
  },
  server: {
    proxy: { "^/(v1|admin/v1|openapi.json|admin/openapi.json)": passOn },
  },
  test: { include: ["test/**/*.test.ts"] },
});
