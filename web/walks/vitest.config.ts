import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The longest begins, so that the others go beside it and none is left to the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const longest = (f: TestSpecification) => Number(f.moduleId.endsWith('pages.walk.ts'))
    return (await super.sort(files)).sort((a, b) => longest(b) - longest(a))
  }
}

// A walk is a person at the desk of a running service: clocks run in seconds there, so it takes as long as they do.
// They share one service, and mostly wait for it: two files go beside each other.
export default defineConfig({
  test: {
    include: ['walks/*.walk.ts'], maxWorkers: 2, maxConcurrency: 3, testTimeout: 240_000, hookTimeout: 60_000, sequence: { sequencer: LongestFirst },
  },
})
