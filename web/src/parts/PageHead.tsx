import type { ReactNode } from 'react'
import { useEffect } from 'react'

/** PageHead is the heading of a page, with what can be done on all of it. */
export function PageHead({ title, tab, children }: { title: ReactNode; tab?: string; children?: ReactNode }) {
  const name = tab ?? (typeof title === 'string' ? title : undefined)
  useEffect(() => {
    if (name) document.title = `${name} · carebook`
  }, [name])
  return (
    <header className="page-head">
      <h1>{title}</h1>
      {children}
    </header>
  )
}
