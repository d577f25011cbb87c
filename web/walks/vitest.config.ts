import { defineConfig } from 'vitest/config'

// A walk is a person at the desk of a running service: clocks run in seconds there, so it takes as long as they do.
// They share one service, and mostly wait for it: two files go beside each other.
export default defineConfig({
  test: { include: ['walks/*.walk.ts'], maxWorkers: 2, maxConcurrency: 3, testTimeout: 240_000, hookTimeout: 60_000 },
})
