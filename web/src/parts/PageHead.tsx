import type { ReactNode } from 'react'
import { useEffect } from 'react'

/** PageHead is the heading of a page, with what can be done on all of it; a sheet has the heading of its own that is printed. */
export function PageHead({ title, tab, level: Level = 'h1', children }: { title: ReactNode; tab?: string; level?: 'h1' | 'p'; children?: ReactNode }) {
  const name = tab ?? (typeof title === 'string' ? title : undefined)
  useEffect(() => {
    if (name) document.title = `${name} · carebook`
  }, [name])
  return (
    <header className="page-head">
      <Level className="page-title">{title}</Level>
      {children}
    </header>
  )
}
