import type { LoanItem } from '../../api/books'

type Granted = Pick<LoanItem, 'approved_at' | 'until' | 'back_at' | 'ended'>

/** liveGrant is the request by which a record may be read on screen at a moment: of several the one that lasts longest. */
export function liveGrant<T extends Granted>(loans: T[], now: number): T | undefined {
  const live = loans.filter((l) => l.approved_at && !l.back_at && !l.ended && l.until && Date.parse(l.until) > now)
  return live.sort((a, b) => Date.parse(b.until!) - Date.parse(a.until!))[0]
}
