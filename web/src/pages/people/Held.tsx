import { useUnits, type StaffMember } from '../../api/books'
import { UnitName } from '../../parts/People'

/** Held are the roles that somebody holds now, and where. */
export function Held({ of }: { of: StaffMember['roles'] }) {
  return (
    <>
      {of.map((r) => (
        <div key={`${r.role} ${r.unit} ${r.department ?? ''}`}>{r.title} <span className="muted"><Place unit={r.unit} department={r.department} /></span></div>
      ))}
    </>
  )
}

/** Place is where a role is held: at a unit and all below it, or in one of its departments. */
export function Place({ unit, department }: { unit: string; department?: string }) {
  const of = useUnits().data?.items.find((u) => u.id === unit)
  const part = of?.departments.find((d) => d.id === department)
  return <><UnitName id={unit} />{part && ` · ${part.name}`}</>
}
