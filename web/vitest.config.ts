import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        extends: "./vite.config.ts",
        test: {
          name: "unit",
          environment: "jsdom",
          include: ["src/**/*.test.ts"],
          setupFiles: ["test/setup.ts"],
          pool: "vmThreads",
          testTimeout: 20_000,
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
    ],
  },
});
