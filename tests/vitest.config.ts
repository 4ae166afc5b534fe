import { defineConfig } from "vitest/config";

// These tests start whole servers and browsers: one file at a time keeps two cores from starving them.
export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["doubles/**", "node_modules/**"],
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
