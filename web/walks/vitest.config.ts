import { defineConfig } from 'vitest/config'

// A walk is a person at the desk of a running service: clocks run in seconds there, so it takes as long as they do.
// The walks share one service, so that files go one after the other.
export default defineConfig({
  test: { include: ['walks/*.walk.ts'], fileParallelism: false, maxConcurrency: 3, testTimeout: 240_000, hookTimeout: 60_000 },
})
