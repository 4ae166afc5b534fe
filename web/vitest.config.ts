import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        extends: './vite.config.ts',
        test: {
          name: 'unit',
          environment: 'jsdom',
          include: ['src/**/*.test.ts'],
          setupFiles: ['test/setup.ts'],
          pool: 'vmThreads',
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
    ],
  },
})
