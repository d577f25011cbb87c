import type { ReactNode } from 'react'

/** Part is one thing of the account, with its heading. */
export function Part({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section className="tile stack" aria-label={title}>
      <h2 className="part-title">{title}</h2>
      {about && <p className="muted said">{about}</p>}
      {children}
    </section>
  )
}
