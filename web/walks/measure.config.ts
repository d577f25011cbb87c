import { defineConfig } from 'vitest/config'

/** Measurements need a house with a long list: they run by themselves, and nothing beside them. */
export default defineConfig({
  test: { include: ['walks/*.measure.ts'], fileParallelism: false, testTimeout: 600_000, hookTimeout: 60_000 },
})
