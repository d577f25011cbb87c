import { useSyncExternalStore } from 'react'

// One tick for everything that counts down on the page.
let now = Date.now()
let timer = 0
const listeners = new Set<() => void>()

function listen(listener: () => void) {
  listeners.add(listener)
  timer ||= window.setInterval(() => {
    now = Date.now()
    listeners.forEach((l) => l())
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      window.clearInterval(timer)
      timer = 0
    }
  }
}

/** useNow is the present moment in milliseconds, a new one every second. */
export const useNow = () => useSyncExternalStore(listen, () => now)
