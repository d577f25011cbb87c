import { Link } from 'react-router'

/** Clause is the id of a clause, leading to it in the binder. */
export function Clause({ id }: { id: string | undefined }) {
  if (!id) return null
  return <Link className="clause" to={`/policies?clause=${encodeURIComponent(id)}`}>{id}</Link>
}
