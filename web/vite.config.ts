import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import vue from "@vitejs/plugin-vue";
import { defineConfig, type Plugin } from "vite";

const { version } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as { version: string };

// light-dark() and oklch() are written as they are: older browsers than these would need every token twice.
const browsers = ["chrome123", "firefox120", "safari17.5"];

// Text is packed once, when all of it has been written; the gateway sends the packed file to whoever accepts it.
const packed: Plugin = {
  name: "packed",
  apply: "build",
  writeBundle({ dir = "" }, bundle) {
    for (const fileName of Object.keys(bundle)) {
      if (!/\.(js|css|svg)$/.test(fileName)) continue;
      const source = readFileSync(join(dir, fileName));
      writeFileSync(join(dir, `${fileName}.br`), brotliCompressSync(source));
      writeFileSync(join(dir, `${fileName}.gz`), gzipSync(source, { level: 9 }));
    }
  },
};

export default defineConfig({
  plugins: [vue(), tailwindcss(), packed],
  define: {
    __ENTENTE_VERSION__: JSON.stringify(version),
    __VUE_OPTIONS_API__: "false",
    __VUE_I18N_LEGACY_API__: "false",
    __VUE_I18N_FULL_INSTALL__: "false",
    __INTLIFY_PROD_DEVTOOLS__: "false",
  },
  build: {
    target: browsers,
    cssTarget: browsers,
    // A data: URL would need an exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page needs comes in one file: many small ones pack badly, and each page would name them all to fetch them ahead.
        codeSplitting: { groups: [{ name: "frame", tags: ["$initial"] }] },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { "/api": { target: "http://localhost:4400", ws: true } },
  },
});
