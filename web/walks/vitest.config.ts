import { defineConfig } from 'vitest/config'

// A walk is a person at the desk of a running service: clocks run in seconds there, so it takes as long as they do.
export default defineConfig({
  test: { root: 'walks', include: ['*.walk.ts'], testTimeout: 240_000, hookTimeout: 60_000, fileParallelism: false, maxConcurrency: 3, retry: 0 },
})
