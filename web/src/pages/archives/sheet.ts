import type { Archive, ArchiveItem } from '../../api/books'
import { day } from '../../parts/time'

/** May have been signed for on a day: the last change of a file isn't before its signatures. */
export const around = (a: Pick<ArchiveItem, 'updated_at' | 'opened_at'>, on: string) => day(a.updated_at) >= on && day(a.opened_at) <= on

/** Who signed for a step last, and when. */
export const signed = (a: Pick<Archive, 'register'>, step: 'sent' | 'signed') => a.register.filter((s) => s.step === step).at(-1)

/** Was handed over or received on a day. */
export const onDay = (a: Pick<Archive, 'register'>, on: string) => a.register.some((s) => (s.step === 'sent' || s.step === 'signed') && day(s.at) === on)

/** Documents that the register notes: those that are missing, and those that come later. */
export const lacking = (a: Pick<Archive, 'papers'>) => a.papers.filter((p) => p.state !== 'present')
