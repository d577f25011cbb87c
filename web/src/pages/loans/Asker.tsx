import { useStaff, type LoanItem } from '../../api/books'
import { Person } from '../../parts/People'

/** Asker is who asked for a record: somebody of the unit that keeps it or above, or of another one. */
export function Asker({ of }: { of: Pick<LoanItem, 'asker' | 'unit'> }) {
  const here = useStaff(of.unit).data?.some((s) => s.id === of.asker)
  return <Person id={of.asker} unit={here ? of.unit : undefined} />
}
